import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { executable } from '../../../scripts/browsers.mjs';
import { idOf, patience, type WebDriver } from './web-driver.ts';

/** Firefox, by what geckodriver itself speaks with it: the commands of WebDriver by name, each message with its length before it. */
export async function openFirefox(): Promise<WebDriver> {
  const profile = await mkdtemp(join(tmpdir(), 'firefox-'));
  await writeFile(join(profile, 'user.js'), 'user_pref("marionette.port", 0);\nuser_pref("remote.log.level", "Info");\n');
  const browser = spawn(await executable('firefox'), ['--headless', '--marionette', '--no-remote', '--profile', profile], { stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => browser.kill();
  process.once('exit', kill);
  const socket = connect(await portOf(browser), '127.0.0.1');
  const marionette = new Marionette(socket);
  const send = (command: string, parameters: object = {}) => marionette.send(`WebDriver:${command}`, parameters);
  await send('NewSession', { capabilities: {} });
  await send('SetTimeouts', { script: patience });
  return {
    goTo: (url) => send('Navigate', { url }),
    run: async <Answer>(script: string) => (await send('ExecuteAsyncScript', { script, args: [] })) as Answer,
    resize: (width, height) => send('SetWindowRect', { width, height }),
    roleOf: async (element) => String(await send('GetComputedRole', { id: idOf(element) })),
    nameOf: async (element) => String(await send('GetComputedLabel', { id: idOf(element) })),
    end: async () => {
      const exit = once(browser, 'exit');
      socket.destroy();
      kill();
      await exit;
      process.off('exit', kill);
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** It says so once it listens; what else it says is read on, so that the pipes never fill. */
async function portOf({ stdout, stderr }: ChildProcessByStdio<null, Readable, Readable>): Promise<number> {
  stderr.resume();
  return new Promise((resolve, reject) => {
    createInterface(stdout)
      .on('line', (line) => {
        const [, port] = /Marionette.*port (\d+)/.exec(line) ?? [];
        if (port) resolve(Number(port));
      })
      .on('close', () => reject(new Error('Firefox ended before it listened')));
  });
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #received = Buffer.alloc(0);
  #count = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#receive(bytes));
  }

  async send(command: string, parameters: object): Promise<unknown> {
    const id = ++this.#count;
    const message = JSON.stringify([0, id, command, parameters]);
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#socket.write(`${Buffer.byteLength(message)}:${message}`);
    return answer;
  }

  #receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const start = this.#received.indexOf(':') + 1;
      const end = start + Number(this.#received.subarray(0, start - 1));
      if (start === 0 || this.#received.length < end) return;
      const message: unknown = JSON.parse(this.#received.subarray(start, end).toString());
      this.#received = this.#received.subarray(end);
      // The first one only says who speaks.
      if (Array.isArray(message)) this.#answer(message as [1, number, object | null, { readonly value?: unknown } | null]);
    }
  }

  #answer([, id, error, result]: [1, number, object | null, { readonly value?: unknown } | null]): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(`Firefox: ${JSON.stringify(error).slice(0, 400)}`));
    else waiting?.resolve(result?.value);
  }
}

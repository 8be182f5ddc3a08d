import { type ChildProcess, fork, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { join } from 'node:path';
import { ip } from './ip-command.ts';
import { type Condition, Shaper } from './shaper.ts';

/** Where all cables of a lab meet. */
export interface Switch {
  readonly namespace: string;
  readonly bridge: string;
  /** Another address at each call. */
  readonly freeAddress: () => string;
}

const device = 'eth0';

/** A machine of a lab: a network namespace with one cable to the switch. */
export class Host {
  readonly name: string;
  readonly namespace: string;
  readonly #switch: Switch;
  readonly #port: string;
  readonly #shaper: Shaper | undefined;
  #address = '';

  private constructor(name: string, namespace: string, lab: Switch, port: string, shaper: Shaper | undefined) {
    this.name = name;
    this.namespace = namespace;
    this.#switch = lab;
    this.#port = port;
    this.#shaper = shaper;
  }

  /** Wires a namespace; `shaped`: by a cable that {@link condition} can make worse, which costs a little of the processor. */
  static async wire(name: string, namespace: string, lab: Switch, shaped: boolean): Promise<Host> {
    // The kernel takes 15 characters.
    const port = `p-${name}`.slice(0, 15);
    const shaper = shaped ? await Shaper.between({ namespace, device }, { namespace: lab.namespace, device: port }) : undefined;
    if (!shaper) await ip('link', 'add', device, 'netns', namespace, 'type', 'veth', 'peer', 'name', port, 'netns', lab.namespace);
    const host = new Host(name, namespace, lab, port, shaper);
    await host.heal();
    await ip('-n', lab.namespace, 'link', 'set', port, 'up');
    await host.plug();
    await host.changeAddress();
    return host;
  }

  /** IPv4. */
  get address(): string {
    return this.#address;
  }

  /** From now on nothing arrives and nothing gets through; the host cannot see why, its cable is in. */
  async cut(): Promise<void> {
    await ip('-n', this.#switch.namespace, 'link', 'set', this.#port, 'nomaster');
  }

  async heal(): Promise<void> {
    await ip('-n', this.#switch.namespace, 'link', 'set', this.#port, 'master', this.#switch.bridge);
  }

  /** The interface goes down: every program on the host can see it. */
  async unplug(): Promise<void> {
    await ip('-n', this.namespace, 'link', 'set', device, 'down');
  }

  async plug(): Promise<void> {
    await ip('-n', this.namespace, 'link', 'set', device, 'up');
    if (this.#address) await this.#route();
  }

  /** Another network, as if one had walked out of the house: the old address is gone, and answers to it lead nowhere. */
  async changeAddress(): Promise<void> {
    this.#address = this.#switch.freeAddress();
    await ip('-n', this.namespace, 'address', 'flush', 'dev', device);
    await ip('-n', this.namespace, 'address', 'add', `${this.#address}/24`, 'dev', device);
    await this.#route();
  }

  /** From now on nothing arrives from another host and nothing gets there, silently; everybody else is reached as before. */
  async block(other: Host): Promise<void> {
    await Promise.all([this.#mislead(other.address), other.#mislead(this.address)]);
  }

  async unblock(other: Host): Promise<void> {
    await Promise.all([this.#leadRight(other.address), other.#leadRight(this.address)]);
  }

  /** Makes the cable of a shaped host as bad as said, from now on. */
  async condition(condition: Condition): Promise<void> {
    if (!this.#shaper) throw new Error(`The cable of ${this.name} is a plain one: ask the lab for a shaped host`);
    await this.#shaper.condition(condition);
  }

  /** Starts a program here. */
  spawn(command: string, words: readonly string[], options: SpawnOptions = {}): ChildProcess {
    return spawn('ip', ['netns', 'exec', this.namespace, command, ...words], options);
  }

  /** A socket of this host that listens, in the hands of this process. Port 0 is any free one. */
  async listen(port = 0): Promise<Server> {
    return (await this.#through('listen', this.address, port)) as Server;
  }

  /** A connection made from this host, in the hands of this process: for what listens on its loopback only. */
  async connect(port: number, address = '127.0.0.1'): Promise<Socket> {
    return (await this.#through('connect', address, port)) as Socket;
  }

  async close(): Promise<void> {
    await this.#shaper?.close();
  }

  async #through(what: 'listen' | 'connect', address: string, port: number): Promise<Server | Socket> {
    const doorway = join(import.meta.dirname, 'doorway.mjs');
    const execPath = 'ip';
    const execArgv = ['netns', 'exec', this.namespace, process.execPath];
    const child = fork(doorway, [what, address, String(port)], { execPath, execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    let answer: readonly [unknown, Server | Socket | undefined] | undefined;
    child.once('message', (message, handle) => (answer = [message, handle as Server | Socket | undefined]));
    // As long as the child is there, it accepts connections too.
    await once(child, 'close');
    const [message, handle] = answer ?? ['nothing', undefined];
    if (!handle) throw new Error(`No socket on ${this.name}: ${JSON.stringify(message)}`);
    return handle;
  }

  /** A frame for a machine that is not there is thrown away by all that are; unlike with a route, no program is told. */
  async #mislead(address: string): Promise<void> {
    await ip('-n', this.namespace, 'neighbour', 'replace', address, 'lladdr', '02:00:00:00:00:ff', 'dev', device, 'nud', 'permanent');
  }

  async #leadRight(address: string): Promise<void> {
    await ip('-n', this.namespace, 'neighbour', 'delete', address, 'dev', device);
  }

  /** To nowhere, but a machine without one believes that it is offline. */
  async #route(): Promise<void> {
    await ip('-n', this.namespace, 'route', 'replace', 'default', 'dev', device);
  }
}

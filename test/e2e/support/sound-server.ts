import { spawnSync } from 'node:child_process';
import { executable } from '../../../scripts/browsers.mjs';
import { soundEnvironment } from '../../../scripts/sound.mjs';

/** Variables with which a program finds the sound server of the tests. */
export function soundVariables(): Promise<Record<string, string>> {
  return soundEnvironment(() => executable('pulseaudio'));
}

/** A microphone of the sound server, with a sound that never ends: it comes when it is plugged in, and goes. */
export class PluggedMicrophone {
  #module: string;
  readonly #variables: Record<string, string>;

  private constructor(module: string, variables: Record<string, string>) {
    this.#module = module;
    this.#variables = variables;
  }

  static async plugIn(name: string): Promise<PluggedMicrophone> {
    const variables = await soundVariables();
    const properties = [`source_name=${name}`, `source_properties=device.description=${name}`];
    return new PluggedMicrophone(control(variables, 'load-module', 'module-sine-source', 'frequency=500', ...properties), variables);
  }

  unplug(): void {
    if (this.#module) control(this.#variables, 'unload-module', this.#module);
    this.#module = '';
  }
}

function control(variables: Record<string, string>, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync('pactl', words, { env: { ...process.env, ...variables }, encoding: 'utf8' });
  if (status !== 0) throw new Error(`pactl ${words.join(' ')}: ${stderr}`);
  return stdout.trim();
}

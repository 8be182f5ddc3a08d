import type { CallSettings } from './call-options.ts';

/** Changing one of these means another room, or another way into it. */
export const whereabouts: readonly (keyof CallSettings)[] = ['room', 'server', 'transport', 'passphrase', 'sharedLink', 'arrangement'];

/** What else may have been wrong with a call that failed. */
export const details: readonly (keyof CallSettings)[] = ['iceServers', 'codecs', 'resolution', 'frameRate', 'maxBitrate', 'maxParticipants', 'compat', 'layout', 'panel', 'shortcuts', 'autojoin'];

/** The settings of the last attempt at a call. */
export class UsedSettings {
  readonly #settings: CallSettings;
  #used: ReadonlyMap<keyof CallSettings, unknown> = new Map();

  constructor(settings: CallSettings) {
    this.#settings = settings;
  }

  /** An attempt is made with what is set now. */
  use(): void {
    this.#used = new Map([...whereabouts, ...details].map((name) => [name, this.#settings[name]]));
  }

  /** Whether one of these is set otherwise by now. */
  differ(names: readonly (keyof CallSettings)[]): boolean {
    // What is no number is bad, what is absent is not.
    const plain = (value: unknown) => (Number.isNaN(value) ? 'NaN' : value || null);
    return names.some((name) => plain(this.#used.get(name)) !== plain(this.#settings[name]));
  }
}

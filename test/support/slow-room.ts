import type { Publication, Room } from '../../src/core/transport.ts';

/** A room whose sender takes its time to change tracks, or has none. */
export class SlowRoom {
  failure: Error | undefined;
  readonly #room: Room;
  #held: Promise<void> | undefined;
  #letGo: () => void = () => undefined;
  #begun: () => void = () => undefined;
  /** Resolves when a held `replace` has begun. */
  readonly replacing = new Promise<void>((resolve) => (this.#begun = resolve));

  constructor(room: Room) {
    this.#room = room;
  }

  get asRoom(): Room {
    return { publish: (...options) => this.#publish(...options) } as Pick<Room, 'publish'> as Room;
  }

  hold(): void {
    this.#held = new Promise((resolve) => (this.#letGo = resolve));
  }

  release(): void {
    this.#letGo();
  }

  async #publish(...options: Parameters<Room['publish']>): Promise<Publication> {
    if (this.failure) throw this.failure;
    const publication = await this.#room.publish(...options);
    return {
      mute: (muted) => publication.mute(muted),
      replace: async (track) => {
        this.#begun();
        await this.#held;
        await publication.replace(track);
      },
    };
  }
}

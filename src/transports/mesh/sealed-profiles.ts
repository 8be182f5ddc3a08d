import type { RoomKeys } from '../../core/crypto/room-keys.ts';
import { seal, unseal } from '../../core/crypto/seal.ts';
import type { Link } from './link.ts';
import type { Session } from './session.ts';
import { parseProfile, type Profile } from './wire.ts';

/** What both ends say of themselves beside an offer and its answer; the service cannot read it. */
export class SealedProfiles {
  readonly #key: RoomKeys['seal'];
  readonly #profile: () => Profile;
  #own = { count: 0, text: '' };
  #sealings = 0;

  constructor(key: RoomKeys['seal'], profile: () => Profile) {
    this.#key = key;
    this.#profile = profile;
  }

  /** One's own, as it was sealed last. */
  get own(): string {
    return this.#own.text;
  }

  /**
   * Must have happened before an answer can be given in time; again after every change of the profile, and before it is
   * used, since it says for how long one has been there.
   */
  async refresh(): Promise<void> {
    const count = ++this.#sealings;
    const text = await seal(this.#key, JSON.stringify(this.#profile()));
    // One that was begun later may have been faster.
    if (count > this.#own.count) this.#own = { count, text };
  }

  /** Has a session learn what the other end said of itself. */
  open(session: Session, link: Link, sealed: string): void {
    const learn = (text: string) => {
      const profile = parseProfile(text);
      if (profile) session.learn(profile);
    };
    void unseal(this.#key, sealed).then(learn, () => link.close());
  }
}

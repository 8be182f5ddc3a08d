import { after } from './abort.ts';
import { RtcError } from './errors.ts';
import { Latest } from './latest.ts';
import type { Topic, TopicOptions } from './topic.ts';
import type { ParticipantId } from './transport.ts';

/** How long one is seen. Milliseconds. */
const shownFor = 4000;
const longestReaction = 40;

/** One emoji: nothing else is shown over a face. */
export const reactionOptions: TopicOptions<string> = {
  maxBytes: longestReaction,
  maxRate: 5,
  encode(emoji) {
    if (!isEmoji(emoji)) throw new RtcError('bad-message', 'A reaction is one emoji');
    return new TextEncoder().encode(emoji);
  },
  decode(bytes) {
    const emoji = new TextDecoder().decode(bytes);
    return isEmoji(emoji) ? emoji : undefined;
  },
};

/** What people show without words, each for some seconds. */
export class Reactions {
  readonly #topic: Topic<string>;
  readonly #show: (id: ParticipantId, emoji: string) => void;
  readonly #lifetime: AbortSignal;
  readonly #ends = new Map<ParticipantId, Latest>();

  /** `show` is told the emoji of a participant, and the empty string when its time is over. */
  constructor(topic: Topic<string>, show: (id: ParticipantId, emoji: string) => void, lifetime: AbortSignal) {
    this.#topic = topic;
    this.#show = show;
    this.#lifetime = lifetime;
    topic.listen((emoji, from) => this.#shown(from, emoji), lifetime);
  }

  /** @throws RtcError `bad-message` for anything but one emoji; as {@link Topic.send}. */
  async send(emoji: string, self: ParticipantId): Promise<void> {
    await this.#topic.send(emoji);
    this.#shown(self, emoji);
  }

  #shown(id: ParticipantId, emoji: string): void {
    const end = this.#ends.get(id) ?? new Latest(this.#lifetime);
    this.#ends.set(id, end);
    this.#show(id, emoji);
    after(shownFor, end.next(), () => {
      this.#ends.delete(id);
      this.#show(id, '');
    });
  }
}

/** As a reader sees it: one sign, of however many code points (Unicode UTS 51). */
export function isEmoji(text: string): boolean {
  const isPictured = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text);
  // Of a long text, the first sign alone takes no time.
  const [first] = new Intl.Segmenter().segment(text);
  return isPictured && first?.segment === text;
}

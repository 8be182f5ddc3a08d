import { RateLimit } from '../../core/rate-limit.ts';
import type { ShownHeights } from '../../core/transport.ts';
import { decodeMessage, encodeMessage } from './frames.ts';
import type { Link } from './link.ts';
import type { ChannelName } from './link-channels.ts';
import { MessageLine } from './message-line.ts';
import { type Control, type Farewell, parseControl, type Profile } from './wire.ts';

export interface ConversationListener {
  /** Whether the other is known to have joined. */
  isParticipant(): boolean;
  profile(profile: Profile): void;
  messageReceived(topic: string, payload: Uint8Array): void;
  /** How tall this side's pictures are shown there. Not `atOnce`: it was said too often, and is followed at the next look. */
  shown(heights: ShownHeights, atOnce: boolean): void;
  /** About another connection for streams. */
  way(word: Extract<Control, { type: 'way' }>): void;
  /** The other takes leave; what it said before may still be on its way. */
  leaves(how: Farewell): void;
  /** The other has taken leave, and all that it said is here. */
  parted(how: Farewell): void;
}

/** Messages that may arrive before it is known that their sender has joined. */
const mostEarly = 256;
/** How long a profile that comes too soon after others waits for newer ones. Milliseconds. */
const profileWait = 200;

/** What this participant and one other say to each other, over whatever link there is. */
export class Conversation {
  readonly #listener: ConversationListener;
  readonly #early: (() => void)[] = [];
  readonly #messages = new MessageLine({
    received: (topic, payload) => this.#hand(topic, payload),
    acknowledge: (received) => this.say({ type: 'received', received }),
  });
  /** Of what makes this side draw, or send pictures in another size. */
  readonly #limit = new RateLimit({ burst: 30, perSecond: 5 });
  #link: Link | undefined;
  /** The newest that came too soon. */
  #waiting: Profile | undefined;
  /** Set once the other has taken leave: how, and the last message that is still to come. */
  #farewell: { readonly type: Farewell; readonly sent: number } | undefined;

  constructor(listener: ConversationListener) {
    this.#listener = listener;
  }

  /** How the other has taken leave. */
  get farewell(): Farewell | undefined {
    return this.#farewell?.type;
  }

  use(link: Link | undefined): void {
    this.#link = link;
    this.#messages.use(link);
  }

  /** @throws RtcError `too-large` when too much waits already. */
  check(length: number): void {
    this.#messages.check(length);
  }

  sendReliable(topic: string, payload: Uint8Array): void {
    this.#messages.send(topic, payload);
  }

  async sendRealtime(topic: string, payload: Uint8Array): Promise<void> {
    const channels = this.#link?.channels;
    await channels?.whenOpen('realtime');
    channels?.sendRealtime(encodeMessage({ number: 0, topic, payload }));
  }

  say(control: Control): void {
    this.#link?.channels.send('control', JSON.stringify(control));
  }

  sayProfile(profile: Profile): void {
    this.say({ type: 'profile', profile, received: this.#messages.received });
  }

  /** The last word on a link. What was said before leaving leaves too, whatever the other may already have of it. */
  sayBye(link: Link, type: Farewell): void {
    const { newest: sent, received } = this.#messages;
    this.#messages.flush(link);
    link.channels.send('control', JSON.stringify((type === 'bye' ? { type, sent } : { type, sent, received }) satisfies Control));
  }

  receive(channel: ChannelName, data: string | Uint8Array): void {
    if (typeof data === 'string') this.#receiveControl(parseControl(data));
    else if (channel === 'message') this.#receiveMessage(data);
    else this.#receiveRealtime(data);
  }

  /** The other has joined: what came too early is heard. */
  introduce(): void {
    for (const hand of this.#early.splice(0)) hand();
  }

  /** What the other's page still owes does not come any more; its next one counts from one. */
  beginAnew(): void {
    this.#farewell = this.#waiting = undefined;
    this.#messages.beginAnew();
  }

  close(): void {
    this.#link = undefined;
    this.#messages.close();
  }

  #receiveControl(control: Control | undefined): void {
    if (control?.type === 'profile') {
      this.#hearProfile(control.profile);
      this.#messages.resume(control.received);
    } else if (control?.type === 'received') this.#messages.acknowledged(control.received);
    else if (control?.type === 'shown') this.#listener.shown({ camera: control.camera, screen: control.screen }, this.#limit.allows());
    else if (control?.type === 'way') this.#listener.way(control);
    else if (control) this.#hearBye(control);
  }

  /** Each is drawn: of too many the newest is believed, a little later. */
  #hearProfile(profile: Profile): void {
    const isWaiting = this.#waiting;
    this.#waiting = profile;
    if (isWaiting) return;
    if (this.#limit.allows()) this.#believe();
    else setTimeout(() => this.#believe(), profileWait);
  }

  #believe(): void {
    const profile = this.#waiting;
    this.#waiting = undefined;
    if (profile) this.#listener.profile(profile);
  }

  #hearBye(control: Extract<Control, { type: Farewell }>): void {
    this.#farewell = control;
    if (control.type === 'moving') this.#messages.acknowledged(control.received);
    this.#listener.leaves(control.type);
    this.#partWhenComplete();
  }

  /** The last messages may be behind the word that they are the last. */
  #partWhenComplete(): void {
    if (this.#farewell && this.#messages.received >= this.#farewell.sent) this.#listener.parted(this.#farewell.type);
  }

  #receiveMessage(frame: Uint8Array): void {
    this.#messages.receive(frame);
    this.#partWhenComplete();
  }

  #receiveRealtime(frame: Uint8Array): void {
    const message = decodeMessage(frame);
    if (message) this.#hand(message.topic, message.payload);
  }

  /** Another channel may be faster than the one that says who has joined. */
  #hand(topic: string, payload: Uint8Array): void {
    const hand = () => this.#listener.messageReceived(topic, payload);
    if (this.#listener.isParticipant() && this.#early.length === 0) hand();
    else if (this.#early.length < mostEarly) this.#early.push(hand);
  }
}

import { onAbort } from './abort.ts';
import { applicationData, applicationTopic } from './application-data.ts';
import { ApplicationLine } from './application-line.ts';
import { participantOf } from './call-state.ts';
import { RtcError } from './errors.ts';
import { RtcConnectionChangedEvent, RtcDataReceivedEvent } from './events.ts';
import type { Feature } from './feature.ts';
import { Participation } from './participation.ts';
import { reactionOptions, Reactions } from './reactions.ts';
import { fromAttributes } from './roster.ts';
import { type ShownPicture, ShownPictures } from './shown-pictures.ts';
import type { Topic, TopicOptions } from './topic.ts';
import { Topics } from './topics.ts';
import type { ByteStream, ParticipantId, RoomListener, SendOptions } from './transport.ts';
import type { CallOptions, Visit } from './visit.ts';

export type StreamTaker = (stream: ByteStream, from: ParticipantId) => void;

/**
 * One call: commands in, state and events out. It is made of layers. Below this one, of the others in the call and what goes between, are the way
 * in and out, what is one's own, and what all rests on.
 */
export class CallSession extends Participation {
  readonly #topics = new Topics(
    async (topic, bytes, options) => (await this.visitInCall.room).send(topic, bytes, options),
    (topic) => this.given.unheard?.(topic) ?? false,
  );
  readonly #applicationData = new ApplicationLine(
    this.topic(applicationTopic, applicationData),
    ({ topic, data }, from) => this.fire(new RtcDataReceivedEvent(topic, data, from)),
    this.lifetime.signal,
  );
  readonly #reactions = new Reactions(this.topic('reaction', reactionOptions), (id, reaction) => this.roster.change(id, { reaction }), this.lifetime.signal);
  readonly #shown = new ShownPictures((id, heights) => this.inRoom((room) => room.setShown(id, heights)));
  readonly #features = new Map<Feature<unknown>, unknown>();
  readonly #takers = new Map<string, StreamTaker>();

  /**
   * Shows an emoji to everybody for some seconds.
   * @throws RtcError `bad-message` for anything else, `connection-lost` outside a call.
   */
  async react(emoji: string): Promise<void> {
    const { self } = await this.visitInCall.room;
    await this.#reactions.send(emoji, self);
  }

  /**
   * Says how loud somebody is played here, from 0 to 1.
   * @throws RtcError `bad-attribute` for any other number, `peer-unreachable` if nobody else here has this id.
   */
  setVolume(id: ParticipantId, volume: number): void {
    if (!(volume >= 0 && volume <= 1)) throw new RtcError('bad-attribute', `volume ${volume} is not a number from 0 to 1`);
    if (participantOf(this.store.state, id)?.isLocal !== false) throw new RtcError('peer-unreachable', `Nobody else here is ${id}`);
    this.roster.change(id, { volume });
  }

  /** Says who is heard to speak, and which one of all is the speaker. It is judged outside, from the sound itself. */
  hear(speaking: ReadonlySet<ParticipantId>, speaker: ParticipantId | undefined): void {
    for (const { id } of this.store.state.participants) this.roster.change(id, { speaking: speaking.has(id) });
    this.store.update({ speaker });
  }

  /** Says which picture is shown in a place, and how tall, or that none is any more: no more is asked for than is shown. */
  show(place: object, picture: ShownPicture | undefined): void {
    this.#shown.set(place, picture);
  }

  /** Sends the page's own data; it arrives as `rtc-data-received`. */
  async send(topic: string, data: unknown, options?: SendOptions): Promise<void> {
    await this.#applicationData.send(topic, data, options);
  }

  /** A message line of the library's own; the same name gives the same line. */
  topic<Message>(name: string, options: TopicOptions<Message>): Topic<Message> {
    return this.#topics.open(name, options);
  }

  /**
   * Has `come` called when something arrives on a line of messages that nobody listens to yet: what uses it comes then, and what arrived is kept for
   * it. Until `signal` aborts.
   */
  expect(topic: string, come: () => void, signal: AbortSignal): void {
    this.#topics.expect(topic, come, signal);
  }

  /**
   * Opens a stream of bytes of the library's own to somebody in the call.
   * @throws RtcError as {@link Room.open}; `connection-lost` outside a call.
   */
  async openStream(topic: string, to: ParticipantId): Promise<ByteStream> {
    return (await this.visitInCall.room).open(topic, to);
  }

  /** Takes the streams that others open on a topic, until `signal` aborts. */
  takeStreams(topic: string, take: StreamTaker, signal: AbortSignal): void {
    this.#takers.set(topic, take);
    onAbort(signal, () => this.#takers.delete(topic));
  }

  /** Something that a call can do beyond what every call does; the same one for as long as this session lives. */
  use<Part>(feature: Feature<Part>): Part {
    if (!this.#features.has(feature)) this.#features.set(feature, feature.create(this, this.lifetime.signal));
    return this.#features.get(feature) as Part;
  }

  protected override listener(options: CallOptions, visit: Visit): RoomListener {
    return {
      participantJoined: (remote) => {
        const refusal = visit.seat(remote);
        if (refusal) this.breakOff(refusal);
        else this.roster.add(remote);
        this.#shown.introduce(remote.id);
        if (options.follows && visit.isStandby) void this.enter();
        this.judgePhase();
      },
      attributesChanged: (id, attributes) => this.roster.change(id, fromAttributes(attributes)),
      participantLeft: (id, reason) => {
        visit.unseat(id);
        this.gallery.forget(id);
        this.#topics.forget(id);
        this.#applicationData.forget(id);
        this.roster.remove(id, reason);
        this.judgePhase();
      },
      linkChanged: (id, state) => {
        this.roster.change(id, { connection: state === 'live' ? state : 'reconnecting', moving: state === 'moving' });
        this.judgePhase();
      },
      qualityChanged: (id, quality, qualityCause) => this.roster.change(id, { quality, qualityCause }),
      mediaChanged: (id, source, media) => {
        this.gallery.set(id, source, media && this.#shown.offer(id, media));
        if (source !== 'screen-audio') this.roster.change(id, { [source]: media ? 'on' : 'off' });
      },
      messageReceived: (name, bytes, from) => this.#topics.receive(name, bytes, from),
      streamOpened: (name, stream, from) => {
        const take = this.#takers.get(name);
        if (take) take(stream, from);
        else void stream.readable.cancel('Nobody listens on this topic');
      },
      signallingChanged: (server) => this.#serverChanged(server, options),
      closed: (error) => this.breakOff(error),
    };
  }

  #serverChanged(server: 'connected' | 'reconnecting', options: CallOptions): void {
    const before = this.store.state.server;
    if (before === server) return;
    this.store.update({ server });
    if (before === 'unknown' && server === 'connected') return;
    this.fire(new RtcConnectionChangedEvent(server, options.transportName));
    if (server === 'reconnecting') {
      const code = before === 'unknown' ? 'server-unreachable' : 'server-lost';
      this.report(new RtcError(code, `No call server answers at ${options.server}; trying again`));
    }
    this.judgePhase();
  }
}

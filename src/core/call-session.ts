import { ApplicationLine } from './application-line.ts';
import {
  type CallState,
  type CallStatus,
  changesBetween,
  initialState,
  isInCall,
  type Participant,
  participantOf,
  type Profile,
} from './call-state.ts';
import type { CallDisplay, CallView } from './call-view.ts';
import type { Capture, CaptureSource, DeviceKind, SentSource, SoundProcessing } from './capture.ts';
import { deviceEvents } from './device-events.ts';
import { RtcError } from './errors.ts';
import * as events from './events.ts';
import { type Feature, Features } from './feature.ts';
import { Gallery } from './gallery.ts';
import { LocalMedia } from './local-media.ts';
import { reactionOptions, Reactions } from './reactions.ts';
import { fromAttributes, handAttribute, newParticipant, Roster } from './roster.ts';
import type { ShortcutKeys } from './shortcut-keys.ts';
import { type ShownPicture, ShownPictures } from './shown-pictures.ts';
import { Store } from './store.ts';
import type { Topic, TopicOptions } from './topic.ts';
import { Topics } from './topics.ts';
import {
  type Identity,
  type Media,
  moving,
  type ParticipantId,
  type Room,
  type RoomListener,
  type RoomStats,
  type SendOptions,
  type Source,
  type VideoWishes,
} from './transport.ts';
import { type CallOptions, Visit } from './visit.ts';

export interface CallSessionOptions {
  /** Where events are fired: an element, or any other target. */
  readonly target: EventTarget;
  readonly capture: Capture;
  /**
   * Asked anew at every joining: what is wanted may have changed.
   * @throws RtcError if what is wanted cannot be.
   */
  readonly options: () => CallOptions;
  /** Called with the name of a line of messages on which something arrived that nobody listens to: its feature is not in use yet. */
  readonly unheard?: (topic: string) => void;
}

/** One call: commands in, state and events out. It routes; tracks, roster and topics own what they do. */
export class CallSession {
  readonly store = new Store<CallState>(initialState);
  /** How loud one's own microphone is, from 0 to 1. Apart from the state, since it changes many times a second. */
  readonly loudness = new Store({ own: 0 });
  /** What there is to do with the place where the call is shown, if it is. */
  display: CallDisplay | undefined;
  readonly #target: EventTarget;
  readonly #lifetime = new AbortController();
  readonly #options: () => CallOptions;
  readonly #local: LocalMedia;
  readonly #roster: Roster;
  readonly #gallery = new Gallery((media) => this.store.update({ media }));
  readonly #topics = new Topics(async (topic, bytes, options) => (await this.#roomInCall()).send(topic, bytes, options));
  readonly #applicationData: ApplicationLine;
  readonly #reactions: Reactions;
  readonly #shown = new ShownPictures((id, heights) => this.#inRoom((room) => room.setShown(id, heights)));
  readonly #features = new Features();
  readonly #unheard: (topic: string) => void;
  #visit: Visit | undefined;
  #joining: Promise<void> | undefined;

  constructor({ target, capture, options, unheard = () => undefined }: CallSessionOptions) {
    this.#unheard = unheard;
    this.#target = target;
    this.#options = options;
    this.#roster = new Roster(
      (participants) => this.store.update({ participants }),
      (event) => this.#fire(event),
    );
    this.#local = new LocalMedia(
      {
        capture,
        changed: () => this.#localChanged(),
        report: (error) => this.report(error),
        phase: () => this.store.state.status.phase,
      },
      this.#lifetime.signal,
    );
    this.#reactions = new Reactions(this.topic('reaction', reactionOptions), (id, reaction) => this.#roster.change(id, { reaction }), this.#lifetime.signal);
    this.#applicationData = new ApplicationLine((name, options) => this.topic(name, options));
    this.#applicationData.listen(
      ({ topic, data }, from) => this.#fire(new events.RtcDataReceivedEvent(topic, data, from)),
      this.#lifetime.signal,
    );
  }

  /**
   * Shows the pre-join phase and, with `standby`, makes links meanwhile, so that joining takes half a round trip.
   * Called again, it starts over. During a call it does nothing. What is wrong with the options is announced.
   */
  prepare({ standby }: { standby: boolean }): void {
    if (this.#joining || isInCall(this.store.state) || this.#lifetime.signal.aborted) return;
    this.#endVisit();
    try {
      const options = this.#read();
      this.#become({ phase: 'prejoin' });
      if (standby) this.#standBy(options);
      // Its code comes meanwhile; if it cannot, joining says so.
      else options.transport().catch(() => undefined);
    } catch (error) {
      this.report(RtcError.from(error));
    }
  }

  /** Lets go of the links made before joining, which lead elsewhere than the call is to be. */
  endStandby(): void {
    if (!this.#joining && this.store.state.status.phase === 'prejoin') this.#endVisit();
  }

  /**
   * Joins the call, with the devices that are wished for; `as` somebody who was in it before, in another page. Resolves
   * when in it; while the server cannot be reached it keeps trying.
   * @throws RtcError `room-full`, `unsupported-browser`, `insecure-context`, `bad-attribute`; `denied` if the page
   * prevented `rtc-before-join`; `connection-lost` if `leave()` came first.
   */
  join(as?: Identity): Promise<void> {
    if (isInCall(this.store.state)) return Promise.resolve();
    if (this.#joining) return this.#joining;
    if (this.#lifetime.signal.aborted) return Promise.reject(new RtcError('connection-lost', 'The call was disposed of'));
    const joining = this.#join(as).finally(() => {
      if (this.#joining === joining) this.#joining = undefined;
    });
    this.#joining = joining;
    return joining;
  }

  /** Joins for a control: no caller hears of a failure, so it is announced. */
  async enter(as?: Identity): Promise<void> {
    await this.#announcing(this.join(as));
  }

  /** Goes on in another room, devices staying as they are; `rtc-left` says `replaced`. Asks as joining does. */
  async rejoin(): Promise<void> {
    await this.#announcing(this.#rejoin());
  }

  /** Says that as things are no call can be had. */
  fail(error: RtcError): void {
    this.#end({ phase: 'failed', error }, 'error');
  }

  /** Leaves the call and lets go of every device. Never throws; a second call does nothing. */
  leave(): void {
    const { phase } = this.store.state.status;
    if (isInCall(this.store.state) && !this.#ask(new events.RtcBeforeLeaveEvent())) return;
    if (phase === 'idle' || phase === 'ended' || phase === 'failed') return;
    this.#end({ phase: 'ended' }, 'left');
  }

  /** Ends everything for good, without asking: for an element that was removed. `moves`: the call goes on in another page, and is not left. */
  dispose({ moves = false } = {}): void {
    const { phase } = this.store.state.status;
    if (moves) this.#visit?.end(moving);
    if (phase !== 'idle' && phase !== 'ended' && phase !== 'failed') this.#end({ phase: 'ended' }, moves ? undefined : 'left');
    this.#lifetime.abort();
  }

  /** @throws RtcError as {@link LocalMedia.set}. */
  setMicrophone(on: boolean): Promise<void> {
    return this.#local.set('microphone', on);
  }

  /** @throws RtcError as {@link LocalMedia.set}. */
  setCamera(on: boolean): Promise<void> {
    return this.#local.set('camera', on);
  }

  /**
   * Shares one's screen beside the camera, or stops.
   * @throws RtcError as {@link LocalMedia.share}; `denied` also if the page prevented `rtc-before-share`.
   */
  async setScreenShare(on: boolean): Promise<void> {
    if (on && !this.#mayShare()) throw new RtcError('denied', 'The page prevented rtc-before-share');
    await this.#local.share(on);
  }

  /** Shares one's screen, or stops, for a control: what fails is announced, but not that the person or the page thought better of it. */
  share(on: boolean): void {
    this.setScreenShare(on).catch((error: unknown) => {
      const failure = RtcError.from(error);
      if (failure.code !== 'share-cancelled' && failure.code !== 'denied') this.report(failure);
    });
  }

  /** Turns a device on or off for a control; what fails is announced. Outside a call, the next one begins like this. */
  turn(source: CaptureSource, on: boolean): void {
    this.#local.turn(source, on);
  }

  /** Says what the next call begins with, and opens nothing. */
  wish(source: CaptureSource, on: boolean): void {
    this.#local.wish(source, on);
  }

  /** Says what this call may send. */
  allow(sources: readonly SentSource[]): void {
    this.#local.allow(sources);
  }

  /**
   * Uses another microphone, camera or speaker; the empty id is the browser's choice.
   * @throws RtcError as {@link LocalMedia.choose}.
   */
  setDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    return this.#local.choose(kind, deviceId);
  }

  /** Says which devices are used, if they are there, and opens none; as {@link LocalMedia.prefer}. */
  prefer(wanted: Partial<Record<DeviceKind, string>>, options?: { readonly chosen?: boolean }): void {
    this.#local.prefer(wanted, options);
  }

  /** A device is there again; as {@link LocalMedia.comeBack}. What fails is announced. */
  comeBack(kind: DeviceKind): void {
    this.#local.comeBack(kind).catch((error: unknown) => this.report(RtcError.from(error)));
  }

  /** As {@link LocalMedia.speakerLost}. */
  speakerLost(): void {
    this.#local.speakerLost();
  }

  /**
   * Says what is to be done to the sound of one's microphone, whether it is on or not.
   * @throws RtcError as {@link LocalMedia.process}.
   */
  async setProcessing(wish: Partial<SoundProcessing>): Promise<void> {
    const { music } = this.store.state.processing;
    const processed = this.#local.process(wish);
    if (this.store.state.processing.music !== music) this.#inRoom((room) => room.setSound({ music: !music }));
    await processed;
  }

  /** Says who one is, from now on and to everybody. */
  async setProfile(change: Partial<Profile>): Promise<void> {
    const profile = { ...this.store.state.profile, ...change };
    this.store.update({ profile });
    const { localId } = this.store.state;
    if (localId === undefined) return;
    const { name, avatar } = fromAttributes({ ...profile });
    this.#roster.change(localId, { name, avatar });
    try {
      await (await this.#visit?.room)?.setAttributes({ ...profile });
    } catch (error) {
      if (isInCall(this.store.state)) this.report(RtcError.from(error));
    }
  }

  /**
   * Raises one's hand, or lowers it; it goes down with the call.
   * @throws RtcError `connection-lost` outside a call.
   */
  async setHand(on: boolean): Promise<void> {
    const room = await this.#roomInCall();
    const { localId } = this.store.state;
    if (localId !== undefined) this.#roster.change(localId, { hand: on });
    await room.setAttributes(handAttribute(on));
  }

  /** The same for a control; what fails is announced. */
  raiseHand(on: boolean): void {
    this.setHand(on).catch((error: unknown) => isInCall(this.store.state) && this.report(RtcError.from(error)));
  }

  /**
   * Shows an emoji to everybody for some seconds.
   * @throws RtcError `bad-message` for anything else, `connection-lost` outside a call.
   */
  async react(emoji: string): Promise<void> {
    const { localId } = this.store.state;
    if (localId === undefined) throw new RtcError('connection-lost', 'Not in a call');
    await this.#reactions.send(emoji, localId);
  }

  /**
   * Says how loud somebody is played here, from 0 to 1.
   * @throws RtcError `bad-attribute` for any other number, `peer-unreachable` if nobody else here has this id.
   */
  setVolume(id: ParticipantId, volume: number): void {
    if (!(volume >= 0 && volume <= 1)) throw new RtcError('bad-attribute', `volume ${volume} is not a number from 0 to 1`);
    if (participantOf(this.store.state, id)?.isLocal !== false) throw new RtcError('peer-unreachable', `Nobody else here is ${id}`);
    this.#roster.change(id, { volume });
  }

  /** Says how this page shows the call. */
  look(patch: Partial<CallView>): void {
    const before = this.store.state.view;
    const view = { ...before, ...patch };
    const changes = changesBetween(before, view);
    if (Object.keys(changes).length === 0) return;
    this.store.update({ view });
    this.#fire(new events.RtcViewChangedEvent(view, changes));
  }

  /** Says whether what is written is kept, and given to whoever comes later. */
  remember(on: boolean): void {
    this.store.update({ remembers: on });
  }

  /** Says which key does what. */
  setKeys(keys: ShortcutKeys): void {
    this.store.update({ keys });
  }

  /** The track of one's microphone while that is off and its device is open all the same. */
  get mutedMicrophone(): MediaStreamTrack | undefined {
    return this.#local.tracks.microphone.muted;
  }

  /** Says who is heard to speak, and which one of all is the speaker. It is judged outside, from the sound itself. */
  hear(speaking: ReadonlySet<ParticipantId>, speaker: ParticipantId | undefined): void {
    for (const { id } of this.store.state.participants) this.#roster.change(id, { speaking: speaking.has(id) });
    this.store.update({ speaker });
  }

  /** Says how video is sent from now on, in this visit. */
  setVideo(wishes: VideoWishes): void {
    this.#inRoom((room) => room.setVideo(wishes));
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

  /** Something that a call can do beyond what every call does; the same one for as long as this session lives. */
  use<Part>(feature: Feature<Part>): Part {
    return this.#features.use(feature, () => feature.create(this, this.#lifetime.signal));
  }

  /** Fires an event of a feature where those of the call are fired. False if it was prevented. */
  fire(event: Event): boolean {
    return this.#target.dispatchEvent(event);
  }

  /**
   * Names the room for what is kept of it and signed in it; nobody outside knows it.
   * @throws RtcError `connection-lost` outside a call.
   */
  async log(): Promise<string> {
    await this.#roomInCall();
    if (!this.#visit) throw new RtcError('connection-lost', 'Not in a call');
    return this.#visit.log();
  }

  async stats(): Promise<RoomStats> {
    return (await this.#roomInCall()).stats();
  }

  /** Announces an error that no caller waits for. */
  report(error: RtcError): void {
    this.#fire(new events.RtcErrorEvent(error));
  }

  /** What is wanted; if it cannot be, so is no call. */
  #read(): CallOptions {
    try {
      return this.#options();
    } catch (error) {
      this.fail(RtcError.from(error));
      throw error;
    }
  }

  async #join(as?: Identity): Promise<void> {
    const options = this.#read();
    if (!this.#ask(new events.RtcBeforeJoinEvent())) throw new RtcError('denied', 'The page prevented rtc-before-join');
    this.#become({ phase: 'joining' });
    // The browser asks for devices while the connection is made.
    this.#local.start();
    const visit = this.#visit ?? this.#visitTo(options, false, as);
    const { signal } = visit;
    try {
      const room = await visit.join(options, this.store.state.profile);
      visit.confirm(room);
      this.#opened(room, visit);
    } catch (error) {
      if (signal.aborted) throw new RtcError('connection-lost', 'Left before joining was complete', { cause: error });
      const failure = RtcError.from(error);
      this.#end({ phase: 'failed', error: failure }, undefined);
      throw failure;
    }
  }

  async #rejoin(): Promise<void> {
    // What cannot be is said before anything is left.
    this.#read();
    const wasIn = isInCall(this.store.state);
    this.#leaveRoom();
    // What was shown to some is not shown to others unasked.
    this.#local.closeScreen();
    // One's own picture goes on, as a preview.
    this.#localChanged();
    this.#become({ phase: 'joining' });
    if (wasIn) this.#fire(new events.RtcLeftEvent('replaced'));
    // Whoever heard of it may have left for good.
    if (this.store.state.status.phase !== 'joining') return;
    try {
      await this.join();
    } catch (error) {
      if (!this.#visit && this.store.state.status.phase === 'joining') this.#end({ phase: 'ended' }, undefined);
      throw error;
    }
  }

  async #announcing(joining: Promise<void>): Promise<void> {
    try {
      await joining;
    } catch (error) {
      const { status } = this.store.state;
      // Anything else was announced when it happened, or is no failure: left, or prevented by the page.
      if (status.phase === 'failed' && status.error === error) this.report(status.error);
    }
  }

  #standBy(options: CallOptions): void {
    const visit = this.#visitTo(options, true);
    visit.room.catch((error: unknown) => {
      // Whoever is joining meanwhile hears of it there.
      if (this.#visit === visit && !this.#joining) this.#standbyFailed(RtcError.from(error));
    });
  }

  #visitTo(options: CallOptions, standby: boolean, as?: Identity): Visit {
    const { profile } = this.store.state;
    const listener = (visit: Visit) => this.#listener(options, visit);
    this.#visit = new Visit({ options, profile, standby, as, listener }, this.#lifetime.signal);
    return this.#visit;
  }

  #opened(room: Room, { joinedAt, signal }: Visit): void {
    const { profile, microphone, camera, screen } = this.store.state;
    const local: Participant = { ...newParticipant(room.self, joinedAt, { ...profile }), isLocal: true, microphone, camera, screen };
    this.store.update({ localId: room.self });
    this.#localChanged();
    this.#local.enter(room, signal);
    if (this.store.state.processing.music) room.setSound({ music: true });
    this.#roster.open(local, () => {
      this.#become({ phase: this.#reach() });
      // Whoever heard of it may have left.
      if (!signal.aborted) this.#fire(new events.RtcJoinedEvent());
    });
  }

  #listener(options: CallOptions, visit: Visit): RoomListener {
    const listener: RoomListener = {
      participantJoined: (remote) => {
        const refusal = visit.seat(remote, this.store.state.localId);
        if (refusal) listener.closed(refusal);
        else this.#roster.add(remote);
        this.#shown.introduce(remote.id);
        if (options.follows && visit.isStandby) void this.enter();
        this.#judgePhase();
      },
      attributesChanged: (id, attributes) => this.#roster.change(id, fromAttributes(attributes)),
      participantLeft: (id, reason) => {
        visit.unseat(id);
        this.#gallery.forget(id);
        this.#topics.forget(id);
        this.#applicationData.forget(id);
        this.#roster.remove(id, reason);
        this.#judgePhase();
      },
      linkChanged: (id, state) => {
        this.#roster.change(id, { connection: state === 'live' ? state : 'reconnecting', moving: state === 'moving' });
        this.#judgePhase();
      },
      qualityChanged: (id, quality, qualityCause) => this.#roster.change(id, { quality, qualityCause }),
      mediaChanged: (id, source, media) => this.#remoteMediaChanged(id, source, media),
      messageReceived: (name, bytes, from) => {
        if (!this.#topics.receive(name, bytes, from)) this.#unheard(name);
      },
      streamOpened: (_name, stream) => void stream.readable.cancel('Nobody listens on this topic'),
      signallingChanged: (server) => this.#serverChanged(server, options),
      closed: (error) => {
        this.#end({ phase: 'failed', error }, 'error');
        this.report(error);
      },
    };
    return listener;
  }

  #remoteMediaChanged(id: ParticipantId, source: Source, media: Media | undefined): void {
    this.#gallery.set(id, source, media && this.#shown.offer(id, media));
    if (source !== 'screen-audio') this.#roster.change(id, { [source]: media ? 'on' : 'off' });
  }

  #serverChanged(server: 'connected' | 'reconnecting', options: CallOptions): void {
    const before = this.store.state.server;
    if (before === server) return;
    this.store.update({ server });
    if (before === 'unknown' && server === 'connected') return;
    this.#fire(new events.RtcConnectionChangedEvent(server, options.transportName));
    if (server === 'reconnecting') {
      const code = before === 'unknown' ? 'server-unreachable' : 'server-lost';
      this.report(new RtcError(code, `No call server answers at ${options.server}; trying again`));
    }
    this.#judgePhase();
  }

  #judgePhase(): void {
    if (isInCall(this.store.state)) this.#become({ phase: this.#reach() });
  }

  /** Live means somebody can be reached, or could if they came; whoever moves is about to. */
  #reach(): 'live' | 'reconnecting' {
    const { remotes } = this.#roster;
    const silent = remotes.every((remote) => remote.connection === 'reconnecting' && !remote.moving);
    const cutOff = remotes.length > 0 ? silent : this.store.state.server === 'reconnecting';
    return cutOff ? 'reconnecting' : 'live';
  }

  #localChanged(): void {
    const before = this.store.state;
    const { state, captured } = this.#local;
    this.store.update(state);
    this.#gallery.setLocal(before.localId, captured);
    if (before.localId !== undefined) this.#roster.change(before.localId, { microphone: state.microphone, camera: state.camera, screen: state.screen });
    for (const event of deviceEvents(before, state)) this.#fire(event);
  }

  #end(status: CallStatus, reason: events.LeftReason | undefined): void {
    const wasIn = isInCall(this.store.state);
    const previous = this.store.state.status.phase;
    this.#leaveRoom();
    // All of the state first: whoever hears that the camera went off finds the call over.
    this.store.update({ status });
    this.#local.close();
    if (previous !== status.phase) this.#fire(new events.RtcPhaseChangedEvent(status.phase, previous));
    if (wasIn && reason) this.#fire(new events.RtcLeftEvent(reason));
  }

  /** Everybody's media goes with the room, one's own with the devices. */
  #leaveRoom(): void {
    this.#endVisit();
    this.#gallery.clear();
    this.store.update({ localId: undefined, speaker: undefined });
    this.#roster.close();
  }

  #standbyFailed(error: RtcError): void {
    this.#endVisit();
    // What joining cannot cure is said at once; else whoever joins tries anew and hears of it then.
    if (error.code === 'unsupported-browser' || error.code === 'insecure-context') {
      this.fail(error);
      this.report(error);
    }
  }

  #endVisit(): void {
    this.#visit?.end();
    this.#visit = undefined;
    this.#joining = undefined;
    this.store.update({ server: 'unknown' });
  }

  /** What a visit that fails, or is over, has no use for. */
  #inRoom(action: (room: Room) => void): void {
    const visit = this.#visit;
    visit?.room.then((room) => visit.signal.aborted || action(room), () => undefined);
  }

  #roomInCall(): Promise<Room> {
    if (this.#visit && isInCall(this.store.state)) return this.#visit.room;
    return Promise.reject(new RtcError('connection-lost', 'Not in a call'));
  }

  #become(status: CallStatus): void {
    const previous = this.store.state.status.phase;
    if (previous === status.phase) return;
    this.store.update({ status });
    this.#fire(new events.RtcPhaseChangedEvent(status.phase, previous));
  }

  #fire(event: Event): void {
    this.#target.dispatchEvent(event);
  }

  /** The page is not asked about what cannot be, or is already. */
  #mayShare(): boolean {
    this.#local.checkSharing();
    return this.store.state.screen !== 'off' || this.#ask(new events.RtcBeforeShareEvent());
  }

  #ask(event: Event): boolean {
    return this.#target.dispatchEvent(event);
  }
}

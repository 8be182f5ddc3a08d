import { type CallStatus, type Participant, reachOf } from './call-state.ts';
import { RtcError } from './errors.ts';
import { type LeftReason, RtcBeforeJoinEvent, RtcBeforeLeaveEvent, RtcJoinedEvent, RtcLeftEvent, RtcPhaseChangedEvent } from './events.ts';
import { newParticipant } from './roster.ts';
import { SelfControls } from './self-controls.ts';
import { type Identity, moving, type Room, type RoomListener } from './transport.ts';
import { type CallOptions, Visit } from './visit.ts';

/** One's way into a call, from the links made beforehand, on to the next room, and out. */
export abstract class Participation extends SelfControls {
  #joining: Promise<void> | undefined;

  /** Makes what is told what happens in the room of `visit`. */
  protected abstract listener(options: CallOptions, visit: Visit): RoomListener;

  /**
   * Shows the pre-join phase and, with `standby`, makes links meanwhile, so that joining takes half a round trip.
   * Called again, it starts over. During a call it does nothing. What is wrong with the options is announced.
   */
  prepare({ standby }: { standby: boolean }): void {
    if (this.#joining || this.isInCall || this.lifetime.signal.aborted) return;
    this.#endVisit();
    try {
      const options = this.#read();
      this.become({ phase: 'prejoin' });
      if (standby) this.#standBy(options);
      // Its code comes meanwhile; if it cannot, joining says so.
      else options.transport().catch(() => undefined);
    } catch (error) {
      this.report(RtcError.from(error));
    }
  }

  /** Lets go of the links made before joining, which lead elsewhere than the call is to be. */
  endStandby(): void {
    if (!this.#joining && this.phase === 'prejoin') this.#endVisit();
  }

  /**
   * Joins the call, with the devices that are wished for; `as` somebody who was in it before, in another page. Resolves
   * when in it; while the server cannot be reached it keeps trying.
   * @throws RtcError `room-full`, `unsupported-browser`, `insecure-context`, `bad-attribute`; `denied` if the page
   * prevented `rtc-before-join`; `connection-lost` if `leave()` came first.
   */
  join(as?: Identity): Promise<void> {
    if (this.isInCall) return Promise.resolve();
    if (this.#joining) return this.#joining;
    if (this.lifetime.signal.aborted) return Promise.reject(new RtcError('connection-lost', 'The call was disposed of'));
    const joining = this.#join(as).finally(() => {
      if (this.#joining === joining) this.#joining = undefined;
    });
    this.#joining = joining;
    return joining;
  }

  /** Joins for a control: no caller hears of a failure, so it is announced. */
  enter(as?: Identity): Promise<void> {
    return this.#announcing(this.join(as));
  }

  /** Goes on in another room, devices staying as they are; `rtc-left` says `replaced`. Asks as joining does. */
  rejoin(): Promise<void> {
    return this.#announcing(this.#rejoin());
  }

  /** Says that as things are no call can be had. */
  fail(error: RtcError): void {
    this.#end({ phase: 'failed', error }, 'error');
  }

  /** Leaves the call and lets go of every device. Never throws; a second call does nothing. */
  leave(): void {
    if (this.isInCall && !this.fire(new RtcBeforeLeaveEvent())) return;
    if (!this.#isOutside) this.#end({ phase: 'ended' }, 'left');
  }

  /** Ends everything for good, without asking: for an element that was removed. `moves`: the call goes on in another page, and is not left. */
  dispose({ moves = false } = {}): void {
    if (moves) this.visit?.end(moving);
    if (!this.#isOutside) this.#end({ phase: 'ended' }, moves ? undefined : 'left');
    this.lifetime.abort();
  }

  /** The call ends by itself, and nobody waits to hear of it. */
  protected breakOff(error: RtcError): void {
    this.fail(error);
    this.report(error);
  }

  get #isOutside(): boolean {
    return ['idle', 'ended', 'failed'].includes(this.phase);
  }

  /** What is wanted; if it cannot be, so is no call. */
  #read(): CallOptions {
    try {
      return this.given.options();
    } catch (error) {
      this.fail(RtcError.from(error));
      throw error;
    }
  }

  async #join(as?: Identity): Promise<void> {
    const options = this.#read();
    if (!this.fire(new RtcBeforeJoinEvent())) throw new RtcError('denied', 'The page prevented rtc-before-join');
    this.become({ phase: 'joining' });
    // The browser asks for devices while the connection is made.
    this.local.start();
    const visit = this.visit ?? this.#visitTo(options, false, as);
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
    const wasIn = this.isInCall;
    this.#leaveRoom();
    this.local.leave();
    this.become({ phase: 'joining' });
    if (wasIn) this.fire(new RtcLeftEvent('replaced'));
    // Whoever heard of it may have left for good.
    if (this.phase !== 'joining') return;
    try {
      await this.join();
    } catch (error) {
      if (!this.visit && this.phase === 'joining') this.#end({ phase: 'ended' }, undefined);
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
    visit.room.catch((cause: unknown) => {
      // Whoever is joining meanwhile hears of it there.
      if (this.visit !== visit || this.#joining) return;
      this.#endVisit();
      const error = RtcError.from(cause);
      // What joining cannot cure is said at once; else whoever joins tries anew and hears of it then.
      if (error.code === 'unsupported-browser' || error.code === 'insecure-context') this.breakOff(error);
    });
  }

  #visitTo(options: CallOptions, standby: boolean, as?: Identity): Visit {
    const { profile } = this.store.state;
    const visit = new Visit({ options, profile, standby, as, listener: (visit) => this.listener(options, visit) }, this.lifetime.signal);
    this.visit = visit;
    return visit;
  }

  #opened(room: Room, { joinedAt, signal }: Visit): void {
    const { profile, microphone, camera, screen, processing } = this.store.state;
    const self: Participant = { ...newParticipant(room.self, joinedAt, { ...profile }), isLocal: true, microphone, camera, screen };
    this.store.update({ localId: room.self });
    this.local.enter(room, signal);
    if (processing.music) room.setSound({ music: true });
    this.roster.open(self, () => {
      this.become({ phase: reachOf(this.store.state) });
      // Whoever heard of it may have left.
      if (!signal.aborted) this.fire(new RtcJoinedEvent());
    });
  }

  #end(status: CallStatus, reason: LeftReason | undefined): void {
    const wasIn = this.isInCall;
    const previous = this.phase;
    this.#leaveRoom();
    // All of the state first: whoever hears that the camera went off finds the call over.
    this.store.update({ status });
    this.local.close();
    if (previous !== status.phase) this.fire(new RtcPhaseChangedEvent(status.phase, previous));
    if (wasIn && reason) this.fire(new RtcLeftEvent(reason));
  }

  /** Everybody's media goes with the room, one's own with the devices. */
  #leaveRoom(): void {
    this.#endVisit();
    this.gallery.clear();
    this.store.update({ localId: undefined, speaker: undefined });
    this.roster.close();
  }

  #endVisit(): void {
    this.visit?.end();
    this.visit = undefined;
    this.#joining = undefined;
    this.store.update({ server: 'unknown' });
  }
}

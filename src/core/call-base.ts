import { type CallPhase, type CallState, type CallStatus, changesBetween, initialState, isIn, reachOf } from './call-state.ts';
import { type CallDisplay, type CallView, RtcViewChangedEvent } from './call-view.ts';
import type { Capture } from './capture.ts';
import { RtcErrorEvent } from './error-event.ts';
import { RtcError } from './errors.ts';
import { RtcPhaseChangedEvent } from './events.ts';
import type { ShortcutKeys } from './shortcut-keys.ts';
import { Store } from './store.ts';
import type { Room, RoomStats, VideoWishes } from './transport.ts';
import type { CallOptions, Visit } from './visit.ts';

export interface CallSessionOptions {
  /** Where events are fired: an element, or any other target. */
  readonly target: EventTarget;
  readonly capture: Capture;
  /**
   * Asked anew at every joining: what is wanted may have changed.
   * @throws RtcError if what is wanted cannot be.
   */
  readonly options: () => CallOptions;
  /**
   * Called with the name of a line of messages on which something arrived that nobody listens to: its feature is not in use yet. True if it will be: until
   * then what arrives is kept.
   */
  readonly unheard?: (topic: string) => boolean;
}

/**
 * What everything in a call rests on: its state, how that is told and shown, and the room that it is in. The lowest of the layers of a call; layers,
 * and not parts, because a part would have each of its commands twice.
 */
export abstract class CallBase {
  readonly store = new Store<CallState>(initialState);
  /** How loud one's own microphone is, from 0 to 1. Apart from the state, since it changes many times a second. */
  readonly loudness = new Store({ own: 0 });
  /** What there is to do with the place where the call is shown, if it is. */
  display: CallDisplay | undefined;
  protected readonly lifetime = new AbortController();
  /** The stay in a room, from the first link to the last. */
  protected visit: Visit | undefined;
  protected readonly given: CallSessionOptions;

  constructor(given: CallSessionOptions) {
    this.given = given;
  }

  /** Fires an event, also one of a feature, where those of the call are fired. False if it was prevented. */
  fire(event: Event): boolean {
    return this.given.target.dispatchEvent(event);
  }

  /** Announces an error that no caller waits for. */
  report(error: RtcError): void {
    this.fire(new RtcErrorEvent(error));
  }

  /** Says how this page shows the call. */
  look(patch: Partial<CallView>): void {
    const before = this.store.state.view;
    const view = { ...before, ...patch };
    const changes = changesBetween(before, view);
    if (Object.keys(changes).length === 0) return;
    this.store.update({ view });
    this.fire(new RtcViewChangedEvent(view, changes));
  }

  /** Says whether what is written is kept, and given to whoever comes later. */
  remember(on: boolean): void {
    this.store.update({ remembers: on });
  }

  /** Says which key does what. */
  setKeys(keys: ShortcutKeys): void {
    this.store.update({ keys });
  }

  /** Says how video is sent from now on, in this visit. */
  setVideo(wishes: VideoWishes): void {
    this.inRoom((room) => room.setVideo(wishes));
  }

  /**
   * Names the room for what is kept of it and signed in it; nobody outside knows it.
   * @throws RtcError `connection-lost` outside a call.
   */
  async log(): Promise<string> {
    return this.visitInCall.log();
  }

  async stats(): Promise<RoomStats> {
    return (await this.visitInCall.room).stats();
  }

  protected get phase(): CallPhase {
    return this.store.state.status.phase;
  }

  protected get isInCall(): boolean {
    return isIn(this.phase);
  }

  protected become(status: CallStatus): void {
    const previous = this.phase;
    if (previous === status.phase) return;
    this.store.update({ status });
    this.fire(new RtcPhaseChangedEvent(status.phase, previous));
  }

  /** Somebody came or went, fell silent, or is back. */
  protected judgePhase(): void {
    if (this.isInCall) this.become({ phase: reachOf(this.store.state) });
  }

  /** What a visit that fails, or is over, has no use for. On standby, it has. */
  protected inRoom(action: (room: Room) => void): void {
    const { visit } = this;
    visit?.room.then((room) => visit.signal.aborted || action(room), () => undefined);
  }

  /** @throws RtcError `connection-lost` outside a call. */
  protected get visitInCall(): Visit {
    if (this.visit && this.isInCall) return this.visit;
    throw new RtcError('connection-lost', 'Not in a call');
  }
}

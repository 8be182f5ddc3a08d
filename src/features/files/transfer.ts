import { after, childController } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import type { ByteStream, ParticipantId } from '../../core/transport.ts';
import type { Ending, Frame } from './file-wire.ts';
import { startOf } from './pieces.ts';
import { Speed } from './speed.ts';
import { isOver, type TransferId, type TransferState } from './transfer-state.ts';

/** What a transfer has to know of the call around it. */
export interface TransferHost {
  /** Whether this one is in the call. */
  readonly isHere: (id: ParticipantId) => boolean;
  /** And can be reached. */
  readonly isLive: (id: ParticipantId) => boolean;
  readonly send: (frame: Frame, to: ParticipantId, reliable?: boolean) => void;
  readonly open: (to: ParticipantId) => Promise<ByteStream>;
  /** It stands otherwise. */
  readonly changed: (transfer: Transfer, before: TransferState) => void;
}

/** Milliseconds between two words about how far it is, here and there. */
const telling = 250;
/** For so long somebody who has gone is waited for: they may only have reloaded the page. Milliseconds. */
const absence = 60_000;

/** What both ends of a transfer have in common: how it stands, and how it ends. */
export abstract class Transfer {
  readonly host: TransferHost;
  readonly #end: AbortController;
  readonly #speed = new Speed();
  #state: TransferState;
  #pieces = 0;
  #isTelling = false;
  #missing: AbortController | undefined;

  constructor(host: TransferHost, state: TransferState, lifetime: AbortSignal) {
    this.host = host;
    this.#state = state;
    this.#end = childController(lifetime);
  }

  get id(): TransferId {
    return this.#state.id;
  }

  get state(): TransferState {
    return this.#state;
  }

  /** Until it is over. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  get isPaused(): boolean {
    return this.#state.pausedBy.length > 0;
  }

  /** The other side says how it stands there. */
  abstract receive(frame: Frame): void;

  /** Whoever it comes from, or goes to, is here again, or one is oneself. */
  protected abstract returned(): void;

  /** Somebody came or went, or one did oneself. */
  look(): void {
    if (isOver(this.#state)) return;
    if (this.host.isHere(this.#state.peer)) {
      const wasMissing = this.#missing !== undefined;
      this.#missing?.abort();
      this.#missing = undefined;
      if (wasMissing) this.returned();
    } else if (!this.#missing) {
      this.#missing = childController(this.signal);
      if (this.#state.phase !== 'offered') this.update({ phase: 'waiting' });
      after(absence, this.#missing.signal, () => this.fail(new RtcError('peer-unreachable', `${this.#state.peerName} has gone`)));
    }
  }

  pause(): void {
    this.#pause('here', true);
    this.say({ type: 'pause', id: this.id, on: true });
  }

  resume(): void {
    if (!this.#state.pausedBy.includes('here')) return;
    this.#pause('here', false);
    this.say({ type: 'pause', id: this.id, on: false });
  }

  cancel(): void {
    if (isOver(this.#state)) return;
    this.end('cancelled', new RtcError('file-cancelled', 'Cancelled here'));
  }

  /** Fails, and says so to the other side. */
  end(why: Ending, error: RtcError): void {
    if (isOver(this.#state)) return;
    this.say({ type: 'end', id: this.id, why });
    this.fail(error, 'here');
  }

  fail(error: RtcError, endedBy?: 'here' | 'there'): void {
    if (isOver(this.#state)) return;
    this.update({ phase: 'failed', error, endedBy });
    this.#end.abort(error);
  }

  /** All of it is there. */
  protected finish(patch: Pick<TransferState, 'digest'> & Partial<TransferState>): void {
    this.update({ ...patch, phase: 'done', transferred: this.#state.size });
    this.#end.abort();
  }

  protected say(frame: Frame, reliable = true): void {
    if (this.host.isHere(this.#state.peer)) this.host.send(frame, this.#state.peer, reliable);
  }

  /** What both sides hear of the other. True if there was no more to it. */
  protected heard(frame: Frame): boolean {
    if (frame.type === 'end') this.fail(errorOf(frame.why), 'there');
    else if (frame.type === 'pause') this.#pause('there', frame.on);
    else return false;
    return true;
  }

  /** It is to go on, or to stop: what was paused, is not or is again. */
  protected abstract pauseChanged(): void;

  /** So many pieces are there; told from time to time. */
  protected reached(pieces: number): void {
    this.#pieces = pieces;
    this.#speed.mark(startOf(pieces, this.#state.size), performance.now());
    if (this.#isTelling) return;
    this.#isTelling = true;
    after(telling, this.signal, () => {
      this.#isTelling = false;
      if (this.#state.phase === 'running') this.tell(this.#pieces);
    });
  }

  protected tell(pieces: number): void {
    const { size } = this.#state;
    const [transferred, speed] = [startOf(pieces, size), Math.round(this.#speed.perSecond)];
    this.update({ transferred, speed, remaining: speed > 0 ? Math.ceil((size - transferred) / speed) : undefined });
  }

  update(patch: Partial<TransferState>): void {
    const before = this.#state;
    const isRunning = (patch.phase ?? before.phase) === 'running';
    if (!isRunning) this.#speed.clear();
    this.#state = { ...before, ...patch, ...(!isRunning && { speed: 0, remaining: undefined }) };
    this.host.changed(this, before);
  }

  #pause(by: 'here' | 'there', on: boolean): void {
    const { pausedBy } = this.#state;
    if (isOver(this.#state) || pausedBy.includes(by) === on) return;
    const now = on ? [...pausedBy, by] : pausedBy.filter((each) => each !== by);
    const { phase } = this.#state;
    const isBegun = phase !== 'offered';
    this.update({ pausedBy: now, ...(isBegun && { phase: now.length > 0 ? 'paused' : 'waiting' }) });
    this.pauseChanged();
  }
}

function errorOf(why: Ending): RtcError {
  switch (why) {
    case 'cancelled':
      return new RtcError('file-cancelled', 'Cancelled by the other side');
    case 'unreadable':
      return new RtcError('file-unreadable', 'Whoever sends it cannot read it any more');
    case 'storage':
      return new RtcError('storage-full', 'Whoever was to get it could not store it');
    case 'corrupt':
      return new RtcError('file-corrupt', 'What came was not what was sent');
    case 'gone':
      return new RtcError('peer-unreachable', 'The other side knows nothing of it any more');
  }
}

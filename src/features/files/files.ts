import type { CallSession } from '../../core/call-session.ts';
import { isInCall, type Participant } from '../../core/call-state.ts';
import { RtcError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import { Store } from '../../core/store.ts';
import type { ByteStream, ParticipantId } from '../../core/transport.ts';
import { ByteQueue } from './byte-queue.ts';
import { hidesWhatItIs } from './file-danger.ts';
import { RtcFileFailedEvent, RtcFileOfferedEvent, RtcFileProgressedEvent, RtcFileReceivedEvent } from './file-events.ts';
import { cleanFileName } from './file-name.ts';
import { FileTransfer, type TransferCommands } from './file-transfer.ts';
import { fileFrames, filesTopic, type Frame, type Offer, type Want } from './file-wire.ts';
import { Incoming } from './incoming.ts';
import { Outgoing } from './outgoing.ts';
import { begun, newId, plainType } from './new-transfer.ts';
import { decodeHead, headLength } from './pieces.ts';
import { recipientsIn } from './recipients.ts';
import type { OpenShelf, Shelf } from './shelf.ts';
import { storedShelf } from './stored-shelf.ts';
import type { Transfer, TransferHost } from './transfer.ts';
import { type FilesState, isOver, noFiles, type TransferId, type TransferState } from './transfer-state.ts';
import { whoseTurn } from './turns.ts';

/** Files that may be sent at a time. */
const mostFiles = 1000;
/** Offers of one participant that wait for an answer, and files of theirs that are taken without asking. */
const mostOffers = 200;

/** Files that people in a call send each other: commands in, state out. */
export class Files implements TransferCommands {
  readonly store = new Store<FilesState>(noFiles);
  readonly #call: CallSession;
  readonly #lifetime: AbortSignal;
  readonly #openShelf: OpenShelf;
  readonly #transfers = new Map<TransferId, Incoming | Outgoing>();
  readonly #host: TransferHost;
  readonly #taken = new Map<ParticipantId, number>();
  #autoAccept = 0;
  #shelf: { readonly log: string; readonly shelf: Promise<Shelf> } | undefined;

  constructor(call: CallSession, lifetime: AbortSignal, openShelf: OpenShelf = storedShelf) {
    this.#call = call;
    this.#lifetime = lifetime;
    this.#openShelf = openShelf;
    const line = call.topic(filesTopic, fileFrames);
    this.#host = {
      isHere: (id) => this.#participant(id) !== undefined,
      isLive: (id) => this.#participant(id)?.connection === 'live',
      send: (frame, to, reliable = true) => void line.send(frame, { to: [to], reliable }).catch(() => undefined),
      open: (to) => call.openStream(filesTopic, to),
      changed: (transfer, before) => this.#changed(transfer as Incoming | Outgoing, before),
    };
    line.listen((frame, from) => this.#receive(frame, from), lifetime);
    call.takeStreams(filesTopic, (stream, from) => void this.#take(stream, from), lifetime);
    let before: ParticipantId | undefined;
    const follow = () => {
      const { state } = call.store;
      const localId = isInCall(state) ? state.localId : undefined;
      // In a call, perhaps another one than before.
      if (localId !== before && localId !== undefined) this.#shelfNow().then((shelf) => this.#restore(shelf), () => undefined);
      before = localId;
      for (const transfer of this.#transfers.values()) transfer.look();
    };
    call.store.watch(follow, lifetime);
    follow();
  }

  /** Files of at most so many bytes are taken without asking. Default 0: none. */
  get autoAccept(): number {
    return this.#autoAccept;
  }

  set autoAccept(bytes: number) {
    this.#autoAccept = bytes;
    for (const { id, state } of this.#transfers.values()) if (state.direction === 'in' && state.phase === 'offered') this.#acceptUnasked(id);
  }

  /**
   * Offers files to everybody in the call, or to those in `to`. Resolves when they are offered, one transfer for each file and participant.
   * @throws RtcError `connection-lost` outside a call; `peer-unreachable` if one of `to` is not in it, or nobody is; `bad-message` for what is
   * no file; `too-large` for more than 1000 at a time.
   */
  async send(files: readonly File[], to?: readonly ParticipantId[]): Promise<readonly FileTransfer[]> {
    if (!files.every((file) => file instanceof File)) throw new RtcError('bad-message', 'Only files can be sent');
    if (files.length > mostFiles) throw new RtcError('too-large', `At most ${mostFiles} files can be sent at a time, not ${files.length}`);
    const recipients = recipientsIn(this.#call.store.state, to);
    const made = files.flatMap((file) => {
      const group = newId();
      return recipients.map((recipient) => this.#newOutgoing(file, group, recipient));
    });
    for (const transfer of made) transfer.offer();
    return made.map(({ id }) => this.#handle(id));
  }

  /** Takes a file that is offered. */
  accept(id: TransferId): void {
    const transfer = this.#transfers.get(id);
    if (!(transfer instanceof Incoming) || transfer.state.phase !== 'offered') return;
    transfer.update({ phase: transfer.isPaused ? 'paused' : 'waiting' });
    this.#begin(transfer.state.peer);
  }

  /** Declines what is offered, or ends what is not over yet. */
  cancel(id: TransferId): void {
    this.#transfers.get(id)?.cancel();
  }

  pause(id: TransferId): void {
    this.#transfers.get(id)?.pause();
  }

  resume(id: TransferId): void {
    this.#transfers.get(id)?.resume();
  }

  /** Takes a transfer that is over off the list, and what is kept of it off this machine. */
  dismiss(id: TransferId): void {
    const transfer = this.#transfers.get(id);
    if (!transfer || !isOver(transfer.state)) return;
    this.#transfers.delete(id);
    if (transfer instanceof Incoming) void transfer.discard();
    this.#publish();
  }

  #newOutgoing(file: File, group: string, { id: peer, name: peerName }: Participant): Outgoing {
    const { size, type } = file;
    const facts = { id: newId(), group, name: cleanFileName(file.name), size, type: plainType(type), wasCleaned: false, peer, peerName };
    const transfer = new Outgoing(this.#host, { ...begun('out', facts), file }, this.#lifetime);
    this.#transfers.set(transfer.id, transfer);
    this.#publish();
    return transfer;
  }

  #receive(frame: Frame, from: ParticipantId): void {
    const transfer = this.#transfers.get(frame.id);
    if (frame.type === 'offer') this.#offered(frame, from, transfer);
    else if (frame.type === 'want') this.#wanted(frame, from, transfer);
    else if (transfer?.state.peer === from) transfer.receive(frame);
  }

  #offered({ id, group, name, size, mime }: Offer, from: ParticipantId, known: Transfer | undefined): void {
    const person = this.#participant(from);
    if (!person) return;
    if (known) {
      // Whoever knows the id is who had it before, in another visit.
      if (known instanceof Incoming && known.state.size === size) known.again(from, person.name);
      return;
    }
    const open = [...this.#transfers.values()].filter(({ state }) => state.direction === 'in' && state.peer === from && !isOver(state));
    if (open.length >= mostOffers) {
      this.#host.send({ type: 'end', id, why: 'cancelled' }, from);
      return;
    }
    const facts = { id, group, name: cleanFileName(name), size, type: plainType(mime), wasCleaned: hidesWhatItIs(name), peer: from, peerName: person.name };
    const transfer = new Incoming(this.#host, begun('in', facts), this.#lifetime);
    this.#transfers.set(id, transfer);
    this.#publish();
    this.#call.fire(new RtcFileOfferedEvent(this.#handle(id)));
    this.#acceptUnasked(id);
  }

  #wanted({ id, ...wish }: Want, from: ParticipantId, transfer: Transfer | undefined): void {
    const person = this.#participant(from);
    if (transfer instanceof Outgoing && !isOver(transfer.state) && person) transfer.wanted(wish, from, person.name);
    else this.#host.send({ type: 'end', id, why: 'gone' }, from);
  }

  async #take(stream: ByteStream, from: ParticipantId): Promise<void> {
    const queue = new ByteQueue(stream.readable);
    const head = new Uint8Array(headLength);
    const { id, wish } = (await queue.fill(head).catch(() => false)) ? decodeHead(head) : {};
    const transfer = this.#transfers.get(id ?? '');
    if (wish && transfer instanceof Incoming && transfer.state.peer === from) transfer.take(stream, queue, wish);
    else await queue.cancel('Nobody asked for it');
  }

  #acceptUnasked(id: TransferId): void {
    const transfer = this.#transfers.get(id);
    if (!transfer || transfer.state.size > this.#autoAccept || this.#autoAccept === 0) return;
    const taken = this.#taken.get(transfer.state.peer) ?? 0;
    if (taken >= mostOffers) return;
    this.#taken.set(transfer.state.peer, taken + 1);
    this.accept(id);
  }

  /** Begins what has its turn, of what comes from somebody. */
  #begin(peer: ParticipantId): void {
    const comes = [...this.#transfers.values()].filter((each): each is Incoming => each instanceof Incoming && each.state.peer === peer);
    for (const transfer of whoseTurn(comes)) void transfer.begin(async () => (await this.#shelfNow()).place(transfer.state));
  }

  async #shelfNow(): Promise<Shelf> {
    const log = await this.#call.log();
    if (this.#shelf?.log !== log) this.#shelf = { log, shelf: this.#openShelf(log, this.#call.store.state.remembers, this.#lifetime) };
    return this.#shelf.shelf;
  }

  /** What the page before left: it goes on as soon as whoever sends it is here. */
  #restore({ kept }: Shelf): void {
    for (const { transfer: facts, place, file } of kept) {
      if (this.#transfers.has(facts.id)) continue;
      const state = { ...begun('in', facts), time: facts.time, digest: facts.digest, ...(file ? { phase: 'done' as const, transferred: facts.size, file } : { phase: 'waiting' as const }) };
      const transfer = new Incoming(this.#host, state, this.#lifetime);
      this.#transfers.set(facts.id, transfer);
      transfer.restore(place);
      transfer.look();
    }
    this.#publish();
  }

  #changed(transfer: Incoming | Outgoing, before: TransferState): void {
    const { state } = transfer;
    // Being made, or dismissed.
    if (!this.#transfers.has(state.id)) return;
    this.#publish();
    const handle = this.#handle(state.id);
    this.#call.fire(new RtcFileProgressedEvent(handle));
    if (state.phase === before.phase) return;
    if (state.direction === 'in') this.#begin(state.peer);
    if (state.phase === 'failed' && state.error) {
      if (transfer instanceof Incoming) void transfer.discard();
      this.#call.fire(new RtcFileFailedEvent(handle, state.error));
    }
    if (state.phase === 'done' && state.direction === 'in' && state.file) this.#call.fire(new RtcFileReceivedEvent(state.file, state.peer, state.digest));
  }

  #publish(): void {
    const transfers = [...this.#transfers.values()].map(({ state }) => state);
    this.store.update({ transfers });
    const offers = transfers.filter(({ direction, phase }) => direction === 'in' && phase === 'offered').length;
    const { unread } = this.#call.store.state;
    // Once it is defined, there is something to be seen.
    if ((transfers.length > 0 || unread.files !== undefined) && unread.files !== offers) this.#call.store.update({ unread: { ...unread, files: offers } });
  }

  #handle(id: TransferId): FileTransfer {
    let last = this.#transfers.get(id)?.state;
    const state = () => (last = this.#transfers.get(id)?.state ?? last);
    return new FileTransfer(id, () => state() as TransferState, this);
  }

  #participant(id: ParticipantId): Participant | undefined {
    const { state } = this.#call.store;
    return isInCall(state) ? state.participants.find((each) => !each.isLocal && each.id === id) : undefined;
  }
}

/** The files of a call. */
export const files: Feature<Files> = { create: (call, signal) => new Files(call, signal) };

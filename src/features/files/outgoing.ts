import { onAbort } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import type { ParticipantId } from '../../core/transport.ts';
import type { Frame } from './file-wire.ts';
import { PieceSource } from './piece-source.ts';
import { encodeHead, piecesIn, type Wish } from './pieces.ts';
import { Transfer, type TransferHost } from './transfer.ts';
import { isOver, type TransferState } from './transfer-state.ts';

/** A file that is sent to somebody. */
export class Outgoing extends Transfer {
  readonly #file: File;
  #run: AbortController | undefined;
  #goOn: () => void = () => undefined;

  constructor(host: TransferHost, state: TransferState & { readonly file: File }, lifetime: AbortSignal) {
    super(host, state, lifetime);
    this.#file = state.file;
  }

  offer(): void {
    const { id, group, name, size, type } = this.state;
    this.say({ type: 'offer', id, group, name, size, mime: type });
  }

  /** Whoever knows its id goes on with it, in whichever page. */
  wanted(wish: Wish, peer: ParticipantId, peerName: string): void {
    if (isOver(this.state) || wish.from > piecesIn(this.state.size)) return;
    // Whoever wants it has not paused; what was paused here, another page may not know.
    const pausedBy = this.state.pausedBy.filter((by) => by === 'here');
    this.update({ peer, peerName, pausedBy, phase: pausedBy.length > 0 ? 'paused' : 'waiting' });
    if (this.isPaused) this.say({ type: 'pause', id: this.id, on: true });
    this.look();
    this.#run?.abort();
    this.#run = new AbortController();
    void this.#send(wish, this.#run);
  }

  receive(frame: Frame): void {
    if (this.heard(frame)) return;
    if (frame.type === 'have') this.reached(frame.pieces);
    else if (frame.type === 'done') this.finish({ digest: frame.digest });
  }

  protected returned(): void {
    this.offer();
  }

  protected pauseChanged(): void {
    if (!this.isPaused) this.#goOn();
  }

  async #send(wish: Wish, run: AbortController): Promise<void> {
    const source = new PieceSource(this.#file, wish.from);
    const count = piecesIn(this.state.size);
    try {
      const { writable } = await this.host.open(this.state.peer);
      const writer = writable.getWriter();
      writer.closed.catch(() => run.abort());
      for (const signal of [run.signal, this.signal]) onAbort(signal, () => void writer.abort('Given up').catch(() => undefined));
      await writer.write(encodeHead(this.id, wish));
      for (let piece = wish.from; piece < count && !run.signal.aborted; piece++) {
        await this.#unpaused(run.signal);
        await writer.write(await source.frame());
        if (!this.isPaused && this.state.phase === 'waiting' && !run.signal.aborted) this.update({ phase: 'running' });
      }
      if (!run.signal.aborted) await writer.close();
    } catch (error) {
      if (error instanceof RtcError && error.code === 'file-unreadable') this.end('unreadable', error);
      else if (this.#run === run && !isOver(this.state) && !this.isPaused) this.update({ phase: 'waiting' });
    } finally {
      source.close();
    }
  }

  async #unpaused(signal: AbortSignal): Promise<void> {
    while (this.isPaused && !signal.aborted && !this.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#goOn = resolve;
        onAbort(signal, resolve);
        onAbort(this.signal, resolve);
      });
    }
  }
}

import { after } from '../../core/abort.ts';
import { StreamDigest } from '../../core/crypto/digest.ts';
import { RtcError } from '../../core/errors.ts';
import type { ByteStream, ParticipantId } from '../../core/transport.ts';
import type { ByteQueue } from './byte-queue.ts';
import type { Frame } from './file-wire.ts';
import { hashLength, hashOf, isSame, pieceLength, piecesIn, startOf, type Wish } from './pieces.ts';
import type { Place } from './shelf.ts';
import { Transfer } from './transfer.ts';
import { isOver } from './transfer-state.ts';

/** What was asked for over a link that stands and does not come, is asked for again after so long. Milliseconds. */
const patience = 3000;

/** A file that comes. */
export class Incoming extends Transfer {
  #place: Place | undefined;
  #digest: StreamDigest | undefined;
  /** What was asked for, and has not come yet. */
  #wish: Wish | undefined;
  #wishes = 0;
  #queue: ByteQueue | undefined;
  /** One piece after the other: thousands of buffers would wait for the garbage collector. */
  #buffer = new Uint8Array();
  #isBegun = false;
  #isCompleting = false;
  #isLooking = false;

  /** It has had its turn. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** The page before had begun it. */
  restore(place: Place): void {
    this.#isBegun = true;
    this.#place = place;
    this.#want();
  }

  /** It is its turn: asks for what is not here yet. `place`: where it goes. */
  async begin(place: () => Promise<Place>): Promise<void> {
    this.#isBegun = true;
    try {
      this.#place ??= await place();
      // A page that only goes leaves it for the next one.
      if (isOver(this.state)) await this.#place.discard();
      else this.#want();
    } catch (error) {
      const failure = RtcError.from(error);
      this.end('storage', failure);
    }
  }

  /** Somebody who has it, and can go on, is here again. */
  again(peer: ParticipantId, peerName: string): void {
    const { phase, digest } = this.state;
    if (phase === 'failed') return;
    this.update({ peer, peerName });
    if (phase === 'done') {
      this.say({ type: 'done', id: this.id, digest });
      return;
    }
    this.look();
    // Not kept, it is only gone on with in this page.
    this.#place?.comesFrom(peer, peerName).catch(() => undefined);
    void this.#queue?.cancel('It comes from elsewhere');
    this.#want();
  }

  protected returned(): void {
    this.#want();
  }

  receive(frame: Frame): void {
    this.heard(frame);
  }

  /** What was asked for. Anything else is not taken. */
  take(stream: ByteStream, queue: ByteQueue, { from, turn }: Wish): void {
    if (from !== this.#wish?.from || turn !== this.#wish.turn || this.isPaused || this.#queue || !this.#place) {
      void queue.cancel('Not what was asked for');
      return;
    }
    this.#wish = undefined;
    this.#queue = queue;
    // Nothing is said in the other direction.
    void stream.writable.close().catch(() => undefined);
    void this.#read(queue, this.#place);
  }

  /** What was stored of it goes. */
  async discard(): Promise<void> {
    await this.#place?.discard();
  }

  protected pauseChanged(): void {
    if (this.isPaused) void this.#queue?.cancel('Paused');
    else this.#want();
  }

  #want(): void {
    const { peer, size } = this.state;
    const place = this.#place;
    if (!place || this.isPaused || this.#queue || !this.host.isHere(peer)) return;
    if (place.pieces === piecesIn(size)) {
      if (!this.#isCompleting) void this.#complete(place);
      this.#isCompleting = true;
      return;
    }
    this.#wish = { from: place.pieces, turn: ++this.#wishes };
    this.say({ type: 'want', id: this.id, ...this.#wish });
    this.#look();
  }

  #look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    after(patience, this.signal, () => {
      this.#isLooking = false;
      if (!this.#wish) return;
      if (this.host.isLive(this.state.peer)) this.#want();
      else this.#look();
    });
  }

  async #read(queue: ByteQueue, place: Place): Promise<void> {
    try {
      this.#digest ??= await digestOf(place);
      if (this.#buffer.length === 0) this.#buffer = new Uint8Array(Math.min(this.state.size, pieceLength));
      while (place.pieces < piecesIn(this.state.size)) {
        const piece = await this.#piece(queue, place.pieces);
        // This one will be asked for again.
        if (!piece || this.isPaused || this.signal.aborted) break;
        await place.write(piece);
        this.#digest.update(piece);
        if (this.state.phase === 'waiting') this.update({ phase: 'running' });
        this.reached(place.pieces);
      }
    } catch (error) {
      if (error instanceof RtcError && error.code !== 'connection-lost') this.#giveUp(error);
    }
    // Not before: what is being written is not asked for again.
    this.#queue = undefined;
    this.#buffer = new Uint8Array();
    void queue.cancel('Enough');
    if (this.signal.aborted) return;
    if (this.state.phase === 'running' && place.pieces < piecesIn(this.state.size)) this.update({ phase: 'waiting' });
    this.#want();
  }

  /** Undefined where the stream ends before it is there. Another one takes its place in memory. */
  async #piece(queue: ByteQueue, number: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const { size } = this.state;
    const piece = this.#buffer.subarray(0, startOf(number + 1, size) - number * pieceLength);
    const hash = new Uint8Array(hashLength);
    if (!(await queue.fill(hash)) || !(await queue.fill(piece))) return undefined;
    if (!isSame(hash, await hashOf(piece))) throw new RtcError('file-corrupt', `Piece ${number} is not what its hash says`);
    return piece;
  }

  async #complete(place: Place): Promise<void> {
    try {
      this.#digest ??= await digestOf(place);
      const digest = this.#digest.hex();
      const file = await place.finish(digest);
      this.say({ type: 'done', id: this.id, digest });
      this.finish({ digest, file });
    } catch (error) {
      this.#giveUp(RtcError.from(error));
    }
  }

  #giveUp(error: RtcError): void {
    this.end(error.code === 'file-corrupt' ? 'corrupt' : 'storage', error);
  }

  protected override tell(pieces: number): void {
    super.tell(pieces);
    this.say({ type: 'have', id: this.id, pieces }, false);
  }
}

/** Of what is there already. */
async function digestOf(place: Place): Promise<StreamDigest> {
  const digest = new StreamDigest();
  for await (const bytes of place.read()) digest.update(bytes);
  return digest;
}

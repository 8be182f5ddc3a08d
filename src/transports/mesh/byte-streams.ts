import { after } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import { Latest } from '../../core/latest.ts';
import type { ByteStream } from '../../core/transport.ts';
import { SecondWay, type SecondWayOptions, type Way } from './second-way.ts';
import { frameOf, headLength, kinds, numberedFrame, readFrame } from './stream-frames.ts';
import { type Lane, StreamFlights } from './stream-flights.ts';
import { StreamInbox } from './stream-inbox.ts';
import { StreamOutbox } from './stream-outbox.ts';
import { TransferPace } from './transfer-pace.ts';

/** Bytes that may wait in the browser before more is handed to it. */
const bufferHigh = 1024 * 1024;
const mostStreams = 64;

/**
 * A second connection is worth its making if something is sent for so long on a way that is so long, and one connection brings
 * so little onto it: neither a narrow way, nor one that is full. Milliseconds, bytes.
 */
const worthIt = { busy: 3000, roundTrip: 10, least: 96 * 1024, most: 1024 * 1024 } as const;
/** It is closed so long after the last stream, or when so long nothing has arrived on it that was sent. Milliseconds. */
const [idle, stalled] = [5000, 3000] as const;

export interface ByteStreamsOptions extends Pick<SecondWayOptions, 'role' | 'configuration' | 'say'> {
  readonly opened: (topic: string, stream: ByteStream) => void;
}

interface Stream {
  readonly id: number;
  /** Something of it has arrived: the other side knows of it. */
  isKnown: boolean;
  readonly inbox: StreamInbox;
  readonly outbox: StreamOutbox;
}

/**
 * Streams of bytes over one channel, each with its own window: a slow reader slows its own writer only. They go in turn,
 * a frame each, at one pace. A stream's number is even if the dialling side opened it, else odd.
 */
export class ByteStreams {
  readonly #channel: RTCDataChannel;
  readonly #options: ByteStreamsOptions;
  readonly #parity: 0 | 1;
  readonly #first: Lane;
  #secondPace = new TransferPace();
  readonly #streams = new Map<number, Stream>();
  /** Those that can go on, the next one first. */
  readonly #turns = new Set<Stream>();
  readonly #flights = new StreamFlights();
  readonly #second: SecondWay;
  /** Never aborts, and goes with this object. */
  readonly #never = new AbortController().signal;
  readonly #idle = new Latest(this.#never);
  readonly #stalled = new Latest(this.#never);
  #busySince = 0;
  /** Where the next frame is put together. */
  #frame: ArrayBuffer | undefined;
  #count = 0;

  constructor(channel: RTCDataChannel, options: ByteStreamsOptions) {
    this.#channel = channel;
    this.#first = { channel, pace: new TransferPace() };
    this.#options = options;
    this.#parity = options.role === 'dialling' ? 0 : 1;
    this.#second = new SecondWay({
      ...options,
      isOfUse: () => this.#streams.size > 0,
      received: (frame) => frame[0] === kinds.data && this.receive(frame),
      drained: () => this.#pump(),
      ended: () => this.#sendAgain(),
    });
    channel.bufferedAmountLowThreshold = bufferHigh / 4;
    channel.addEventListener('bufferedamountlow', () => this.#pump());
  }

  /** @throws RtcError `connection-lost` if the channel is not open. */
  open(topic: string): ByteStream {
    if (this.#channel.readyState !== 'open') throw new RtcError('connection-lost', 'No link to open a stream on');
    const id = 2 * ++this.#count + this.#parity;
    this.#send(frameOf(kinds.open, id, new TextEncoder().encode(topic)));
    return this.#create(id);
  }

  receive(frame: Uint8Array): void {
    const { kind, id = 0, number } = readFrame(frame) ?? {};
    if (kind === kinds.open) this.#accept(id, frame.subarray(headLength));
    else if (kind === kinds.arrived && number !== undefined) this.#arrived(id, number);
    const stream = this.#streams.get(id);
    if (!stream) return;
    if (kind === kinds.abort) this.#fail(stream, new RtcError('connection-lost', 'The other side gave the stream up'));
    else if (number === undefined) return;
    else if (kind === kinds.data) this.#receiveData(stream, number, frame.subarray(headLength + 4));
    else if (kind === kinds.end) this.#receiveEnd(stream, number);
    else if (kind === kinds.credit) this.#receiveCredit(stream, number);
  }

  /** The link is gone or as good as gone, and every stream with it. Should it come back, the other side hears of it. */
  close(): void {
    for (const stream of [...this.#streams.values()]) this.#giveUp(stream, 'The link was lost');
    this.#idle.next();
    this.#second.close();
  }

  /** What the other side says of a second way. */
  hear(word: Way): void {
    this.#second.hear(word);
  }

  #accept(id: number, topic: Uint8Array): void {
    const isTheirs = id % 2 !== this.#parity && id > 1;
    if (!isTheirs || this.#streams.has(id)) return;
    if (this.#streams.size >= mostStreams) this.#send(frameOf(kinds.abort, id));
    else this.#options.opened(new TextDecoder().decode(topic), this.#create(id));
  }

  #create(id: number): ByteStream {
    const inbox = new StreamInbox({
      read: (weight) => this.#send(numberedFrame(kinds.credit, id, weight)),
      cancelled: () => this.#giveUp(stream),
    });
    const outbox = new StreamOutbox({
      wanted: () => this.#queue(stream),
      ended: (count) => {
        this.#send(numberedFrame(kinds.end, id, count));
        this.#forgetIfDone(stream);
      },
      aborted: () => this.#giveUp(stream),
    });
    const stream: Stream = { id, isKnown: false, inbox, outbox };
    this.#idle.next();
    if (this.#streams.size === 0) this.#busySince = performance.now();
    this.#streams.set(id, stream);
    return { readable: inbox.readable, writable: outbox.writable };
  }

  #queue(stream: Stream): void {
    if (stream.outbox.isReady) this.#turns.add(stream);
    this.#pump();
  }

  /** Sends what may be sent. Called again when something has arrived, was read, or has left the browser's buffer. */
  #pump(): void {
    for (const stream of this.#turns) {
      const lane = this.#laneFor(stream);
      if (!lane) return;
      this.#turns.delete(stream);
      this.#sendData(stream, lane);
      // At the end of the line, which this loop comes to.
      if (stream.outbox.isReady) this.#turns.add(stream);
    }
  }

  /** Where there is room. */
  #laneFor({ isKnown }: Stream): Lane | undefined {
    const channel = isKnown ? this.#second.channel : undefined;
    const lanes = channel ? [this.#first, { channel, pace: this.#secondPace }] : [this.#first];
    return lanes.find((lane) => lane.channel.bufferedAmount <= bufferHigh && lane.pace.next() > 0);
  }

  #sendData({ id, outbox }: Stream, lane: Lane): void {
    const number = outbox.count;
    const payload = outbox.take(lane.pace.next());
    const isFirst = lane === this.#first;
    // A channel copies what it is given: only what may have to be sent again needs memory of its own.
    const frame = numberedFrame(kinds.data, id, number, payload, isFirst ? this.#frame : undefined);
    if (isFirst) this.#frame = frame.buffer;
    this.#send(frame, lane.channel);
    this.#flights.add(id, number, { flight: lane.pace.sent(payload.length), lane, frame: isFirst ? undefined : frame });
    if (!isFirst) this.#watch();
  }

  #arrived(id: number, number: number): void {
    const flying = this.#flights.arrived(id, number);
    if (!flying) return;
    const stream = this.#streams.get(id);
    if (stream) stream.isKnown = true;
    if (flying.frame) this.#watch();
    this.#wantSecond();
    this.#pump();
  }

  #wantSecond(): void {
    const { roundTrip, window } = this.#first.pace;
    const isLong = roundTrip > worthIt.roundTrip && window > worthIt.least && window < worthIt.most;
    if (isLong && this.#streams.size > 0 && performance.now() - this.#busySince > worthIt.busy) this.#second.want();
  }

  /** Something was sent by the second way, or has arrived there. */
  #watch(): void {
    after(stalled, this.#stalled.next(), () => {
      if (this.#flights.hasKept) this.#second.close();
    });
  }

  /** The second way is gone, with all that was on it. */
  #sendAgain(): void {
    this.#stalled.next();
    this.#secondPace = new TransferPace();
    this.#flights.sendAgain(this.#first, (frame) => this.#send(frame));
    this.#pump();
  }

  #receiveData(stream: Stream, number: number, payload: Uint8Array): void {
    this.#send(numberedFrame(kinds.arrived, stream.id, number));
    if (!stream.inbox.receive(number, payload)) this.#giveUp(stream);
    else this.#forgetIfDone(stream);
  }

  #receiveEnd(stream: Stream, count: number): void {
    if (!stream.inbox.end(count)) this.#giveUp(stream);
    else this.#forgetIfDone(stream);
  }

  #receiveCredit(stream: Stream, weight: number): void {
    if (!stream.outbox.receiveCredit(weight)) this.#giveUp(stream);
    else this.#queue(stream);
  }

  #giveUp(stream: Stream, why = 'The stream was given up'): void {
    if (!this.#streams.has(stream.id)) return;
    this.#send(frameOf(kinds.abort, stream.id));
    this.#fail(stream, new RtcError('connection-lost', why));
  }

  #fail(stream: Stream, error: RtcError): void {
    this.#forget(stream);
    this.#turns.delete(stream);
    this.#flights.lose(stream.id);
    stream.outbox.fail(error);
    stream.inbox.fail(error);
    this.#pump();
  }

  #forgetIfDone(stream: Stream): void {
    if (stream.inbox.isEnded && stream.outbox.isEnded) this.#forget(stream);
  }

  #forget({ id }: Stream): void {
    this.#streams.delete(id);
    if (this.#streams.size === 0) after(idle, this.#idle.next(), () => this.#second.close());
  }

  #send(frame: Uint8Array<ArrayBuffer>, channel = this.#channel): void {
    if (channel.readyState === 'open') channel.send(frame);
  }
}

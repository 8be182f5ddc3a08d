import { RtcError } from '../../../core/errors.ts';
import { type Arrangement, postalService, serverOf } from '../../../elements/rtc-call/call-options.ts';
import { linksBefore } from '../call-within.ts';
import { Deadline } from '../deadline.ts';
import type { KeptVisit } from '../visit.ts';
import { Visitor, type VisitorState } from '../visitor.ts';
import type { SupportHost } from './support-host.ts';
import { deskOf } from './support-request.ts';

/** Somebody who only pointed at the button is not kept connected. Milliseconds. */
const idle = 60_000;

export interface DeskWatchListener {
  changed(state: VisitorState): void;
  /** As things are, no call can be had. */
  failed(error: RtcError): void;
  /** It rings, or is in a call. */
  isBusy(): boolean;
}

/** The visitor, as long as one is needed: connected to the desk that the page names, and to no other. */
export class DeskWatch {
  /** When links are made, as far as the server's relays and the page allow. */
  links: Arrangement['links'] = 'late';
  readonly #host: SupportHost;
  readonly #listener: DeskWatchListener;
  readonly #lifetime: AbortSignal;
  readonly #idle: Deadline;
  readonly #warned = new Set<string>();
  #visitor: Visitor | undefined;
  #end = new AbortController();
  #finding: Promise<Visitor> | undefined;
  #wanted = '';
  #isWatched = false;

  constructor(host: SupportHost, listener: DeskWatchListener, lifetime: AbortSignal) {
    this.#host = host;
    this.#listener = listener;
    this.#lifetime = lifetime;
    this.#idle = new Deadline(lifetime);
  }

  get visitor(): Visitor | undefined {
    return this.#visitor;
  }

  /** Somebody looks at what is known of the desk, or not any more. */
  watch(isWatched: boolean): void {
    this.#isWatched = isWatched;
    this.#visitor?.watch(isWatched);
    if (isWatched) this.look();
    else this.rest();
  }

  look(): void {
    this.rest();
    this.find().catch((cause: unknown) => {
      const error = RtcError.from(cause);
      this.warn(error);
      if (error.code !== 'connection-lost') this.#listener.failed(error);
    });
  }

  /**
   * @throws RtcError `bad-attribute`, `insecure-context`, `unsupported-browser`; `connection-lost` if the page came to name
   * another desk meanwhile.
   */
  find(before?: KeptVisit): Promise<Visitor> {
    const { desk, deskKey, server, standby, persist } = this.#host;
    const wanted = JSON.stringify([desk, deskKey, server, standby, persist]);
    if (this.#finding && (wanted === this.#wanted || this.#listener.isBusy())) return this.#finding;
    this.leave();
    this.#wanted = wanted;
    const finding = this.#find(before);
    this.#finding = finding;
    finding.catch(() => {
      if (this.#finding === finding) this.#finding = undefined;
    });
    return finding;
  }

  /** Nobody needs the visitor any more; after a while there is none. */
  rest(): void {
    const isResting = !this.#isWatched && !this.#listener.isBusy();
    this.#idle.set(undefined, 0, () => undefined);
    this.#idle.set(isResting ? 'idle' : undefined, idle, () => this.leave());
  }

  /** The page goes, and the next one goes on with the visit: the desk is not told. */
  park(): void {
    this.#visitor?.park();
    this.#drop();
  }

  /** Takes leave of the desk, at once. */
  leave(): void {
    this.#visitor?.close();
    this.#drop();
  }

  #drop(): void {
    this.#end.abort();
    this.#visitor = this.#finding = undefined;
  }

  /** For whoever made the page, once. */
  warn({ code, message }: RtcError): void {
    if (code === 'connection-lost' || this.#warned.has(message)) return;
    this.#warned.add(message);
    console.warn(`<rtc-support>: ${code}: ${message}`);
  }

  async #find(before: KeptVisit | undefined): Promise<Visitor> {
    const end = new AbortController();
    this.#end = end;
    const desk = deskOf(this.#host);
    if (!desk.key) this.warn(new RtcError('untrusted-peer', 'without desk-key nobody can tell who answers: see `rtc-elements desk-key`'));
    if (!globalThis.RTCPeerConnection) throw new RtcError('unsupported-browser', 'This browser has no RTCPeerConnection');
    const server = serverOf(this.#host);
    const [mailboxes, links] = await Promise.all([postalService(), linksBefore(server, this.#host.standby)]);
    if (end.signal.aborted || this.#lifetime.aborted) throw new RtcError('connection-lost', 'Another desk was asked for');
    this.links = links;
    const visitor = new Visitor({ mailboxes, server, desk, persists: this.#host.persist, end: before?.end }, AbortSignal.any([end.signal, this.#lifetime]));
    this.#visitor = visitor;
    visitor.store.watch((state) => this.#listener.changed(state), end.signal);
    visitor.watch(this.#isWatched);
    if (before) visitor.resume(before);
    await visitor.look();
    return visitor;
  }
}

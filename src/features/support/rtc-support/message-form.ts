import type { RtcError } from '../../../core/errors.ts';
import { OfflineOutbox } from '../offline-outbox.ts';
import { checkPrechat, type PrechatField, type PrechatProblem } from '../prechat.ts';
import { RtcOfflineSentEvent } from '../support-events.ts';
import type { SupportFlow } from './support-flow.ts';
import type { SupportHost } from './support-host.ts';
import { fieldsOf, pageAddress } from './support-request.ts';

/** What is asked of somebody who is to get an answer. */
const needed: readonly PrechatField[] = [
  { name: 'name', required: false, type: 'text' },
  { name: 'email', required: true, type: 'email' },
  { name: 'message', required: true, type: 'textarea' },
];

/** The message that is left when nobody is there. */
export class MessageForm {
  isSending = false;
  /** It could not be delivered yet. */
  isKept = false;
  isRefused = false;
  problems: ReadonlyMap<string, PrechatProblem> = new Map();
  readonly #host: SupportHost;
  readonly #flow: SupportFlow;
  readonly #changed: () => void;
  readonly #signal: AbortSignal;
  #outbox: { readonly url: string; readonly box: OfflineOutbox } | undefined;

  constructor(host: SupportHost, flow: SupportFlow, changed: () => void, signal: AbortSignal) {
    this.#host = host;
    this.#flow = flow;
    this.#changed = changed;
    this.#signal = signal;
    // What waited for another visit is sent now.
    this.#open();
  }

  get fields(): readonly PrechatField[] {
    const fields = fieldsOf(this.#host);
    const asked = fields.map((field) => needed.find(({ name, required }) => name === field.name && required) ?? field);
    return [...asked, ...needed.filter(({ name }) => !fields.some((field) => field.name === name))];
  }

  /** Whether there is somewhere to send it. */
  get isPossible(): boolean {
    return this.#open() !== undefined;
  }

  async send(): Promise<void> {
    const outbox = this.#open();
    this.problems = checkPrechat(this.fields, this.#flow.values);
    if (this.problems.size > 0) return this.#flow.again();
    if (!outbox || this.isSending) return;
    this.isSending = true;
    this.isRefused = false;
    this.#changed();
    try {
      const { topic } = this.#host;
      const form = { ...(topic && { topic }), page: pageAddress(), title: document.title.slice(0, 300), ...this.#flow.values };
      this.isKept = (await outbox.send(form)) === 'kept';
      delete this.#flow.values['message'];
      this.#flow.go('sent');
    } catch {
      // The text stays where it is.
      this.isRefused = true;
    }
    this.isSending = false;
    this.#changed();
  }

  #open(): OfflineOutbox | undefined {
    const { offlineUrl, desk } = this.#host;
    const isAddress = offlineUrl && URL.canParse(offlineUrl, document.baseURI);
    if (!isAddress) return undefined;
    const url = new URL(offlineUrl, document.baseURI).href;
    if (this.#outbox?.url === url) return this.#outbox.box;
    const box = new OfflineOutbox(
      {
        url,
        desk: desk ?? '',
        delivered: (form) => {
          this.isKept = false;
          this.#host.dispatchEvent(new RtcOfflineSentEvent(form));
          this.#changed();
        },
        refused: (_form, error: RtcError) => console.warn(`<rtc-support>: ${error.code}: a message was refused`),
      },
      this.#signal,
    );
    this.#outbox = { url, box };
    return box;
  }
}

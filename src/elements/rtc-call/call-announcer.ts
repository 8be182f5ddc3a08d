import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { after } from '../../core/abort.ts';
import type { Participant } from '../../core/call-state.ts';
import type { Localize } from '../../ui/localize.ts';

/** Milliseconds in which those who come and go are gathered into one sentence. */
const batch = 1000;

type Followed = 'rtc-participant-joined' | 'rtc-participant-left' | 'rtc-participant-changed';

/** More than these are counted, not named. */
const mostNames = 3;

/** Tells screen readers who comes and goes, and who shares a screen. */
export class CallAnnouncer {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #came: Participant[] = [];
  readonly #went: Participant[] = [];
  readonly #shares: Participant[] = [];
  #sentences = 0;
  #text = '';

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
  }

  /** Follows the events of the call on the host until `signal` aborts. */
  open(words: Localize, signal: AbortSignal): void {
    this.#follow('rtc-participant-joined', this.#came, words, signal);
    this.#follow('rtc-participant-left', this.#went, words, signal);
    this.#follow('rtc-participant-changed', this.#shares, words, signal);
  }

  /** It is always there, or screen readers would not hear it change. A new sentence is a new element, or it might not be read. */
  render(): TemplateResult {
    const sentence = () => html`<p>${this.#text}</p>`;
    return html`<div class="announcer" role="log">${repeat([this.#sentences], (number) => number, sentence)}</div>`;
  }

  #follow(type: Followed, people: Participant[], words: Localize, signal: AbortSignal): void {
    const gather = (event: HTMLElementEventMap[Followed]) => {
      if (event.target !== this.#host || ('changes' in event && event.changes.screen !== 'on')) return;
      people.push(event.participant);
      if (this.#came.length + this.#went.length + this.#shares.length === 1) after(batch, signal, () => this.#tell(words));
    };
    this.#host.addEventListener(type, gather, { signal });
  }

  #tell(words: Localize): void {
    const nameOf = ({ name }: Participant) => name || words.term('guest');
    const who = (people: readonly Participant[]) => {
      const names = people.map(nameOf);
      return names.length > mostNames ? words.term('people', names.length) : new Intl.ListFormat(words.lang()).format(names);
    };
    const came = this.#came.length > 0 ? words.term('joinedCall', who(this.#came.splice(0))) : '';
    const went = this.#went.length > 0 ? words.term('leftCall', who(this.#went.splice(0))) : '';
    const shares = this.#shares.splice(0).map((each) => (each.isLocal ? words.term('sharing') : words.term('sharesScreen', nameOf(each))));
    this.#text = [came, went, ...shares].join(' ');
    this.#sentences++;
    this.#host.requestUpdate();
  }
}

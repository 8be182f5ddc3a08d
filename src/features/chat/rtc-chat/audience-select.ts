import { html, nothing, type TemplateResult } from 'lit';
import type { ChatAuthor } from '../chat-state.ts';
import { authorName } from '../shown-name.ts';
import type { ComposerView } from './composer.ts';

/** Who is to read what is written: everybody, or one. Whoever was chosen stays so when they leave: what was meant for one is not sent to all. */
export class AudienceSelect {
  readonly #changed: () => void;
  #view: ComposerView | undefined;
  #only: ChatAuthor | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isPrivate(): boolean {
    return this.#only !== undefined;
  }

  /** Who alone is to get it; of whoever has left, the id is empty. Undefined: everybody. */
  get recipient(): { readonly id: string; readonly name: string } | undefined {
    const [only, view] = [this.#only, this.#view];
    return only && view && { id: view.state.others.find(({ key }) => key === only.key)?.id ?? '', name: authorName(only, view.words) };
  }

  choose(author: ChatAuthor | undefined): void {
    this.#only = author;
  }

  /** Where there is a choice. `isEdit`: whoever has the message gets its other words, too. */
  render(view: ComposerView, isEdit: boolean): TemplateResult | typeof nothing {
    this.#view = view;
    const { chat, words, state: { others } } = view;
    const only = this.#only;
    if (isEdit || (others.length < 2 && !only)) return nothing;
    const people = only && !others.some(({ key }) => key === only.key) ? [...others, only] : others;
    const option = (author: ChatAuthor) => html`<option value=${author.key} .selected=${author.key === only?.key}>${words.term('toOnly', authorName(author, words))}</option>`;
    return html`<select part="audience-select" class="recipients" aria-label=${words.term('whoReads')} ?disabled=${!chat} @change=${this.#chosen}>
      <option value="" .selected=${!only}>${words.term('toEveryone')}</option>
      ${people.map(option)}
    </select>`;
  }

  readonly #chosen = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    this.#only = this.#view?.state.others.find(({ key }) => key === value);
    this.#changed();
  };
}

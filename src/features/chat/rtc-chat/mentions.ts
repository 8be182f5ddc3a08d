import type { ReactiveControllerHost } from 'lit';
import { isNamed } from '../../../elements/rtc-people/people-order.ts';
import type { ChatAuthor } from '../chat-state.ts';
import { authorName, plainName } from '../shown-name.ts';
import type { Composer, ComposerView } from './composer.ts';
import { made } from './made.ts';

/** What stands between an at sign and the cursor. */
const begun = /(?:^|\s)@([^\s@]{0,40})$/u;

/** So many names are offered at once. */
const most = 6;

/** Names to choose from while one is written after an at sign (ARIA Authoring Practices, combobox with a list). */
export class Mentions {
  readonly #composer: Composer;
  readonly #list: HTMLElement;
  #people: readonly ChatAuthor[] = [];
  #letters = '';
  #place = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, composer: Composer) {
    this.#composer = composer;
    this.#list = made('div', { part: 'suggestions', class: 'suggestions', attributes: { id: 'suggestions', role: 'listbox' } });
    this.#list.hidden = true;
    // The field keeps the focus.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) => this.#choose([...this.#list.children].indexOf(target as Element)));
    host.shadowRoot?.querySelector('.composer')?.append(this.#list);
  }

  update({ state, words }: ComposerView): void {
    const field = this.#composer.field;
    const [, letters] = begun.exec(field?.value.slice(0, field.selectionStart) ?? '') ?? [];
    const found = letters === undefined ? [] : state.others.filter(({ name }) => plainName(name) && isNamed(name, letters)).slice(0, most);
    this.#letters = letters ?? '';
    this.#people = found;
    this.#place = 0;
    this.#list.ariaLabel = words.term('mentionSomebody');
    this.#list.replaceChildren(
      ...found.map((author, index) => made('div', { part: 'suggestion', attributes: { id: `suggestion-${index}`, role: 'option' } }, made('bdi', {}, authorName(author, words)))),
    );
    this.#show();
  }

  close(): void {
    this.#people = [];
    this.#list.replaceChildren();
    this.#show();
  }

  /** Whether the key was one for this. */
  pressed(event: KeyboardEvent): boolean {
    const count = this.#people.length;
    if (count === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#place = (this.#place + step + count) % count;
    else if (event.key === 'Enter' || event.key === 'Tab') this.#choose(this.#place);
    else if (event.key === 'Escape') this.close();
    else return false;
    event.preventDefault();
    this.#show();
    return true;
  }

  #choose(place: number): void {
    const person = this.#people[place];
    if (person) this.#composer.insert(`@${plainName(person.name)} `, this.#letters.length + 1);
    this.close();
  }

  #show(): void {
    const [field, isOpen] = [this.#composer.field, this.#people.length > 0];
    this.#list.hidden = !isOpen;
    for (const [index, option] of [...this.#list.children].entries()) option.ariaSelected = String(index === this.#place);
    if (!field) return;
    field.ariaAutoComplete = isOpen ? 'list' : null;
    const attributes = { 'aria-controls': 'suggestions', 'aria-activedescendant': `suggestion-${this.#place}` };
    for (const [name, value] of Object.entries(attributes)) {
      if (isOpen) field.setAttribute(name, value);
      else field.removeAttribute(name);
    }
  }
}

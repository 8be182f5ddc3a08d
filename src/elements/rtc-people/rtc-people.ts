import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CallController } from '../../controllers/call-controller.ts';
import type { Participant } from '../../core/call-state.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { fieldStyles } from '../../ui/field-styles.ts';
import { openPopoverBy } from '../../ui/open-popover.ts';
import { popoverStyles } from '../../ui/popover-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { nameOf } from '../rtc-video-tile/participant-words.ts';
import { inOrder, isNamed } from './people-order.ts';
import { PeopleLocalizer } from './people-words.ts';
import { person } from './person.ts';
import { peopleStyles } from './rtc-people.styles.ts';

/** Fewer are found by looking. */
const fewest = 7;

/** What a line shows; whoever speaks changes nothing here. */
const shown = ['id', 'name', 'avatar', 'connection', 'moving', 'microphone', 'camera', 'screen', 'quality', 'qualityCause', 'hand', 'volume'] as const;

/**
 * Lists who is in the call: oneself, then whoever wants to speak, then the others by name. For each it says whether microphone, camera and
 * connection are as they should be, and has a menu: to make somebody large, and to hear them less loudly. Many can be searched.
 *
 * @csspart search-field - The field for a name.
 * @csspart person - A line of the list.
 * @csspart menu-button - The button there that opens the menu.
 * @csspart menu - What it opens.
 */
@customElement('rtc-people')
export class RtcPeople extends LitElement {
  static override styles = [tokens, buttonStyles, fieldStyles, popoverStyles, peopleStyles];

  /** The id of the `<rtc-call>` this belongs to, for a list that is not inside it. */
  @property() for: string | null = null;

  @state() private search = '';

  /** Whose menu is open; while one is, nothing moves below it. */
  @state() private open = '';

  readonly #people = new CallController(this, ({ participants }) => participants, { isEqual });
  readonly #pinned = new CallController(this, ({ view }) => view.pinned);
  readonly #words = new PeopleLocalizer(this);
  #order: readonly string[] = [];
  #focused: Element | null | undefined;

  override willUpdate(): void {
    this.#focused = this.shadowRoot?.activeElement;
    const ordered = inOrder(this.#people.value);
    if (!ordered.some(({ id }) => id === this.open)) this.open = '';
    if (!this.open) this.#order = ordered.map(({ id }) => id);
  }

  override render() {
    const all = this.#people.value;
    // Outside a call it takes no place.
    if (all.length === 0) return nothing;
    const found = this.#inPlace(all).filter((each) => isNamed(nameOf(each, this.#words), this.search));
    const title = this.#words.term('searchPeople');
    const field = html`<div class="search">
      <input
        part="search-field"
        type="search"
        autocomplete="off"
        aria-label=${title}
        placeholder=${title}
        .value=${this.search}
        @input=${this.#searched}
        @keydown=${this.#cleared}
      />
    </div>`;
    return html`${all.length >= fewest || this.search ? field : nothing}
      <ul role="list" aria-label=${this.#words.term('peopleHere')} ?hidden=${found.length === 0}>
        ${repeat(found, ({ id }) => id, (each) => this.#line(each))}
      </ul>
      <p class="nobody" role="status">${this.search && found.length === 0 ? this.#words.term('nobodyFound') : nothing}</p>`;
  }

  override updated(): void {
    for (const line of this.renderRoot.querySelectorAll('.person')) {
      const [button, menu] = [line.querySelector<HTMLButtonElement>('button'), line.querySelector<HTMLElement>('[popover]')];
      if (button && menu) openPopoverBy(button, menu, () => menu.querySelector('button'));
    }
    this.#keepFocus();
  }

  /** Those who came since a menu was opened are last. */
  #inPlace(all: readonly Participant[]): readonly Participant[] {
    const places = new Map(this.#order.map((id, place) => [id, place]));
    const placeOf = ({ id }: Participant) => places.get(id) ?? places.size;
    return [...all].sort((a, b) => placeOf(a) - placeOf(b));
  }

  #line(each: Participant) {
    const { id } = each;
    const { session } = this.#people;
    const isPinned = this.#pinned.value === id || this.#pinned.value === `${id}/screen`;
    const closing = (act: () => void) => () => {
      this.#menu?.hidePopover();
      act();
    };
    return person({
      person: each,
      words: this.#words,
      isPinned,
      isOpen: this.open === id,
      toggled: ({ newState }) => (this.open = newState === 'open' ? id : this.open === id ? '' : this.open),
      pin: closing(() => session?.look({ pinned: isPinned ? '' : id })),
      lowerHand: closing(() => session?.raiseHand(false)),
      setVolume: (volume) => session?.setVolume(id, volume),
    });
  }

  get #menu(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.menu:popover-open');
  }

  /** A line that goes, or has another place, takes it along. */
  #keepFocus(): void {
    const before = this.#focused;
    if (!(before instanceof HTMLElement) || this.shadowRoot?.activeElement === before) return;
    const next = before.isConnected ? before : this.renderRoot.querySelector<HTMLElement>('input, button');
    next?.focus();
  }

  readonly #searched = ({ target }: Event): void => {
    this.search = (target as HTMLInputElement).value;
  };

  /** What was typed goes first; what the list is in, if that closes by the same key, afterwards. */
  readonly #cleared = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.search) return;
    event.preventDefault();
    this.search = '';
  };
}

function isEqual(a: readonly Participant[], b: readonly Participant[]): boolean {
  return a.length === b.length && a.every((each, place) => shown.every((field) => each[field] === b[place]?.[field]));
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-people': RtcPeople;
  }
}

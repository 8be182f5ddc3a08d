import { html, nothing, type TemplateResult } from 'lit';
import type { CallController } from '../../controllers/call-controller.ts';
import type { StageLooks } from './arranger.ts';
import type { Tile } from './arrangement.ts';
import type { RtcStage } from './rtc-stage.ts';
import { hideIcon, pinIcon, showIcon } from './stage-icons.ts';
import type { Person } from './stage-people.ts';
import type { StageLocalizer } from './stage-words.ts';

export interface ControlledStage {
  readonly stage: RtcStage;
  readonly people: CallController<readonly Person[]>;
  readonly words: StageLocalizer;
  readonly looks: () => StageLooks;
}

/** Pins tiles, and hides one's own: the buttons for it, and what they do. */
export class TileControls {
  readonly #on: ControlledStage;

  constructor(on: ControlledStage) {
    this.#on = on;
  }

  /** What lies on a tile that `can` be pinned, or hidden. */
  onTile(tile: Tile, can: { readonly pin: boolean; readonly hide: boolean }): TemplateResult {
    return html`<div class="controls">${can.pin ? this.#pinButton(tile) : nothing} ${can.hide ? this.#hideButton() : nothing}</div>`;
  }

  /** Brings one's own tile back. */
  showSelfButton(): TemplateResult {
    const words = this.#on.words.term('showYourself');
    return html`<button part="show-self" class="chip" @click=${() => this.#hideSelf(false)}>${showIcon}${words}</button>`;
  }

  /** Pins a tile, or no more. */
  pin(key: string): void {
    const { stage, people, looks } = this.#on;
    const pinned = looks().pinned === key ? '' : key;
    // From now on as in the call, like what its other controls say.
    stage.pinned = null;
    people.session?.look({ pinned });
  }

  /** The button that was pressed goes, and its counterpart comes. */
  #hideSelf(hide: boolean): void {
    const { stage, people } = this.#on;
    stage.hideSelf = false;
    people.session?.look({ hideSelf: hide });
    const next = hide ? '.chip' : '[part=tile-hide]';
    void stage.updateComplete.then(() => stage.renderRoot.querySelector<HTMLElement>(next)?.focus());
  }

  #pinButton({ key, isScreen }: Tile): TemplateResult {
    const { people, words, looks } = this.#on;
    const name = nameOf(people.value.find(({ id }) => key === id || key === `${id}/screen`), words);
    const isPinned = looks().pinned === key;
    const label = words.term(isScreen ? 'pinScreen' : 'pinPerson', name);
    // What it says when it points is read after its name, where that is another.
    return html`<button
      part="tile-pin"
      tabindex="-1"
      aria-label=${isPinned ? label : nothing}
      title=${isPinned ? words.term('unpin') : label}
      aria-pressed=${isPinned}
      @click=${() => this.pin(key)}
    >
      ${pinIcon}
    </button>`;
  }

  #hideButton(): TemplateResult {
    return html`<button part="tile-hide" tabindex="-1" title=${this.#on.words.term('hideYourself')} @click=${() => this.#hideSelf(true)}>${hideIcon}</button>`;
  }
}

/** What somebody is called on a stage. */
export function nameOf(person: Person | undefined, words: StageLocalizer): string {
  return person ? person.name || words.term(person.isLocal ? 'you' : 'guest') : '';
}

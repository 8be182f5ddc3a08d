import { html, nothing, type TemplateResult } from 'lit';
import type { Participant } from '../../core/call-state.ts';
import { moveByArrows } from '../../ui/arrow-keys.ts';
import { cameraOffIcon, handIcon, type Icon, microphoneOffIcon, personIcon, screenIcon } from '../../ui/icons.ts';
import { hueOf, initials } from '../rtc-video-tile/initials.ts';
import { connectionWords, nameOf } from '../rtc-video-tile/participant-words.ts';
import { aboutIcon } from './people-icons.ts';
import type { PeopleLocalizer } from './people-words.ts';

/** What one line of the list shows, and what it can do. */
export interface PersonView {
  readonly person: Participant;
  readonly words: PeopleLocalizer;
  readonly isPinned: boolean;
  /** What is in a menu is there while it is open. */
  readonly isOpen: boolean;
  readonly toggled: (event: ToggleEvent) => void;
  readonly pin: () => void;
  readonly lowerHand: () => void;
  readonly setVolume: (volume: number) => void;
}

/** Somebody, with what is to be known, and a menu. */
export function person(view: PersonView): TemplateResult {
  const { person, words, isOpen, toggled } = view;
  const name = nameOf(person, words);
  const about = words.term('moreAbout', name);
  const connection = connectionWords(person, words);
  return html`<li part="person" class="person">
    ${avatar(person)}
    <span class="about"><bdi class="name" title=${name}>${name}</bdi>${connection ? html`<span class="connection">${connection}</span>` : nothing}</span>
    <span class="signs">
      ${person.hand ? sign(handIcon, words.term('handIsUp'), 'hand') : nothing} ${person.screen === 'on' ? sign(screenIcon, words.term('sharesNow'), 'screen') : nothing}
      ${person.camera === 'off' ? sign(cameraOffIcon, words.term('cameraOff')) : nothing} ${person.microphone === 'off' ? sign(microphoneOffIcon, words.term('microphoneOff')) : nothing}
    </span>
    <button type="button" part="menu-button" class="quiet" title=${about}>${aboutIcon}</button>
    <div popover part="menu" class="menu" role="group" aria-label=${name} @beforetoggle=${toggled} @keydown=${moveFocus}>${isOpen ? menu(view) : nothing}</div>
  </li>`;
}

function avatar({ id, name, avatar }: Participant): TemplateResult {
  const face = avatar ? html`<img alt="" src=${avatar} referrerpolicy="no-referrer" />` : initials(name);
  // By property: a page's Content-Security-Policy may forbid style attributes.
  return html`<span class="avatar" aria-hidden="true" .style=${`--_hue: ${hueOf(id)}`}>${face || personIcon}</span>`;
}

function sign(icon: Icon, words: string, kind = ''): TemplateResult {
  return html`<span class="sign ${kind}" role="img" title=${words}>${icon}</span>`;
}

function menu({ person, words, isPinned, pin, lowerHand, setVolume }: PersonView): TemplateResult {
  const percent = words.number(person.volume, { style: 'percent' });
  const changed = ({ target }: Event) => setVolume(Number((target as HTMLInputElement).value) / 100);
  const volume = html`<label class="volume">
    <span>${words.term('volume')}</span><span aria-hidden="true">${percent}</span>
    <input type="range" min="0" max="100" step="5" aria-valuetext=${percent} .value=${String(Math.round(person.volume * 100))} @input=${changed} />
  </label>`;
  return html`<button type="button" class="item" @click=${pin}>${words.term(isPinned ? 'unpin' : 'pin')}</button>
    ${person.isLocal ? nothing : volume}
    ${person.isLocal && person.hand ? html`<button type="button" class="item" @click=${lowerHand}>${words.term('lowerHand')}</button>` : nothing}`;
}

/** Up and down as in any menu; to the sides, the volume changes. */
function moveFocus(event: KeyboardEvent): void {
  moveByArrows(event, [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('button, input')], 'column');
}

import { css, html, nothing, render, type TemplateResult } from 'lit';
import { onAbort } from '../../core/abort.ts';
import type { CallSession } from '../../core/call-session.ts';
import { type CallState, mediaOf, type Participant, participantOf } from '../../core/call-state.ts';
import type { Media, VideoSource } from '../../core/transport.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { cameraIcon, cameraOffIcon, leaveIcon, microphoneIcon, microphoneOffIcon } from '../../ui/icons.ts';
import type { Localize } from '../../ui/localize.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles } from '../../ui/toolbar-button.ts';

const smallStyles = css`
  :host {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    block-size: 100vh;
    font: 14px/20px var(--rtc-font, system-ui);
    color: var(--_text);
    background: var(--_surface);
  }

  .picture {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: 0;
    overflow: hidden;
    background: var(--_raised);
    font-size: 20px;
    text-align: center;
  }

  video {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }

  .name {
    position: absolute;
    inset-block-end: 4px;
    inset-inline-start: 4px;
    max-inline-size: calc(100% - 8px);
    padding: 2px 8px;
    border-radius: 6px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 12px;
    color: #fff;
    background: rgb(0 0 0 / 0.6);
  }

  .controls {
    display: flex;
    justify-content: center;
    gap: 12px;
    padding: 8px;
  }
`;

export interface SmallCallPlace {
  /** The element of the call, whose look and language it has. */
  readonly host: HTMLElement;
  readonly session: CallSession;
  readonly words: Localize;
  /** A window of its own. Elements with shadow roots cannot be moved there: their style sheets belong to the page's document. */
  readonly window: Window & typeof globalThis;
}

/** Whoever matters most, and the controls that are needed at once: for a window that is small, until `signal` aborts. */
export class SmallCall {
  readonly #session: CallSession;
  readonly #root: ShadowRoot;
  readonly #window: Window;
  readonly #words: Localize;
  readonly #video: HTMLVideoElement;
  #attached: { readonly media: Media; readonly detach: () => void } | undefined;

  constructor({ host, session, words, window: small }: SmallCallPlace, signal: AbortSignal) {
    this.#session = session;
    this.#window = small;
    this.#words = words;
    const { document: page } = small;
    const place = page.createElement('div');
    this.#root = place.attachShadow({ mode: 'open' });
    this.#root.adoptedStyleSheets = [tokens, buttonStyles, controlStyles, smallStyles].map(({ cssText }) => {
      const sheet = new small.CSSStyleSheet();
      sheet.replaceSync(cssText);
      return sheet;
    });
    this.#video = page.createElement('video');
    this.#video.muted = this.#video.autoplay = true;
    dress(page.documentElement, host);
    page.body.style.margin = '0';
    page.title = document.title;
    page.body.append(place);
    session.store.watch((state) => this.#draw(state), signal);
    small.addEventListener('resize', () => this.#tellSize(session.store.state), { signal });
    onAbort(signal, () => this.#end());
    this.#draw(session.store.state);
  }

  #draw(state: CallState): void {
    const { participant, source } = mostImportant(state);
    const media = participant && mediaOf(state, participant.id, source);
    this.#show(media);
    this.#video.style.transform = participant?.isLocal && source === 'camera' && state.view.mirror ? 'scaleX(-1)' : '';
    const name = participant ? participant.name || this.#words.term(participant.isLocal ? 'you' : 'guest') : '';
    const { microphone, camera, sends } = state;
    const content = html`<div class="picture">${media ? this.#video : name}${media ? html`<span class="name">${name}</span>` : nothing}</div>
      <div class="controls" role="group" aria-label=${this.#words.term('callControls')}>
        ${sends.includes('microphone') ? this.#toggle('microphone', microphone !== 'off') : nothing}
        ${sends.includes('camera') ? this.#toggle('camera', camera !== 'off') : nothing}
        <button type="button" class="control danger" title=${this.#words.term('leave')} @click=${() => this.#session.leave()}>
          ${leaveIcon}
        </button>
      </div>`;
    render(content, this.#root);
    this.#tellSize(state);
  }

  #toggle(source: 'microphone' | 'camera', isOn: boolean): TemplateResult {
    const { term, hint, icon } = toggles[source][isOn ? 'on' : 'off'];
    return html`<button
      type="button"
      class="control"
      aria-label=${this.#words.term(term)}
      title=${this.#words.term(hint)}
      aria-pressed=${isOn}
      @click=${() => this.#session.turn(source, !isOn)}
    >
      ${icon}
    </button>`;
  }

  #show(media: Media | undefined): void {
    if (media === this.#attached?.media) return;
    this.#attached?.detach();
    this.#attached = media && { media, detach: media.attach(this.#video, this) };
  }

  /** The other end sends no more than is seen. */
  #tellSize(state: CallState): void {
    const { participant, source } = mostImportant(state);
    const isOfOthers = participant && !participant.isLocal;
    this.#session.show(this, isOfOthers ? { id: participant.id, source, height: Math.round(this.#window.innerHeight * this.#window.devicePixelRatio) } : undefined);
  }

  #end(): void {
    this.#attached?.detach();
    this.#session.show(this, undefined);
    render(nothing, this.#root);
  }
}

const toggles = {
  microphone: {
    on: { term: 'microphone', hint: 'turnOffMicrophone', icon: microphoneIcon },
    off: { term: 'microphone', hint: 'turnOnMicrophone', icon: microphoneOffIcon },
  },
  camera: {
    on: { term: 'camera', hint: 'turnOffCamera', icon: cameraIcon },
    off: { term: 'camera', hint: 'turnOnCamera', icon: cameraOffIcon },
  },
} as const;

/** Who is pinned, what somebody else shares, who speaks or spoke last, anybody else, oneself: the first that there is. */
function mostImportant(state: CallState): { readonly participant: Participant | undefined; readonly source: VideoSource } {
  const { participants, view, speaker } = state;
  const [id = '', source] = view.pinned.split('/');
  const pinned = participantOf(state, id);
  if (pinned) return { participant: pinned, source: source === 'screen' && pinned.screen === 'on' ? 'screen' : 'camera' };
  const others = participants.filter(({ isLocal }) => !isLocal);
  const sharing = others.find(({ screen }) => screen === 'on');
  if (sharing) return { participant: sharing, source: 'screen' };
  return { participant: others.find((other) => other.id === speaker) ?? others[0] ?? participants[0], source: 'camera' };
}

/** What a page has set for its call holds in another document only where it is said again. */
function dress(root: HTMLElement, host: HTMLElement): void {
  const style = getComputedStyle(host);
  const { style: own } = root;
  for (const [name] of tokens.cssText.matchAll(/--rtc-[a-z-]+/g)) {
    const value = style.getPropertyValue(name);
    if (value) own.setProperty(name, value);
  }
  const call = host.shadowRoot?.querySelector('.call');
  own.colorScheme = getComputedStyle(call ?? host).colorScheme;
  own.fontFamily = style.fontFamily;
  root.lang = host.closest<HTMLElement>('[lang]')?.lang ?? document.documentElement.lang;
  root.dir = style.direction;
}

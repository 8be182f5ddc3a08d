import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { mediaOf, participantOf, previewId } from '../../controllers/selectors.ts';
import type { CallSession } from '../../core/call-session.ts';
import type { CallState, Participant } from '../../core/call-state.ts';
import type { Media } from '../../core/transport.ts';
import { customElement } from '../../ui/define.ts';
import { handIcon, microphoneOffIcon, personIcon } from '../../ui/icons.ts';
import { Localize } from '../../ui/localize.ts';
import { setStates } from '../../ui/states.ts';
import { tokens } from '../../ui/tokens.ts';
import { hueOf, initials } from './initials.ts';
import { connectionWords, nameOf } from './participant-words.ts';
import { ShownSize } from './shown-size.ts';
import { tileStyles } from './rtc-video-tile.styles.ts';

interface Shown {
  readonly id: string;
  readonly participant: Participant | undefined;
  readonly media: Media | undefined;
  readonly mirror: boolean;
}

/**
 * Shows one participant of a call: the picture of camera or screen, or initials; the name; whether the microphone is off.
 *
 * @slot - What lies on the picture, such as a button.
 * @csspart video - The picture, while there is one.
 * @csspart placeholder - What is shown without a picture.
 * @csspart name - The name at the bottom.
 * @csspart badge - The sign for a microphone that is off.
 * @csspart hand - The raised hand.
 * @csspart reaction - The emoji that somebody shows.
 * @csspart quality - Words about the connection, while it is not good.
 * @cssstate speaking - Somebody is heard.
 * @cssstate muted - The microphone is off.
 * @cssstate no-video - There is no picture.
 * @cssstate local - This is oneself.
 * @cssstate hand - The hand is up.
 * @cssstate reconnecting - The link to this participant is silent; the last picture stays, dimmed.
 * @cssstate moving - This participant is on the way to another page of the same site; `reconnecting` is set too.
 * @cssstate mirrored - One's own camera is shown as in a mirror; not one that looks away from whoever holds it.
 * @cssstate pinned - It is the one that is to be large.
 * @cssstate screen - The picture is a screen.
 * @cssprop [--rtc-surface-raised] - What lies behind the picture.
 * @cssprop [--rtc-success] - The ring of whoever speaks.
 * @cssprop [--rtc-radius=12px] - How round the corners are.
 */
@customElement('rtc-video-tile')
export class RtcVideoTile extends LitElement {
  static override styles = [tokens, tileStyles];

  /** The id of a participant. Without one it is oneself, before a call too. */
  @property() participant: string | null = null;

  /** Which picture: `camera` or `screen`. */
  @property() source: 'camera' | 'screen' | null = 'camera';

  /** Whether it says that it is the one that is to be large, by `:state(pinned)`. */
  @property({ type: Boolean }) pinned = false;

  /** The id of the `<rtc-call>` this belongs to, for a tile that is not inside it. */
  @property() for: string | null = null;

  // Before the call's controller: on leaving the page, the call is still to be told.
  readonly #size = new ShownSize(this, () => this.#tellSize());
  readonly #shown = new CallController(this, (state) => this.#select(state), { isEqual });
  readonly #words = new Localize(this);
  readonly #internals = this.attachInternals();
  #video: HTMLVideoElement | undefined;
  /** As it is drawn. */
  #now: Shown = this.#shown.value;
  #told: CallSession | undefined;
  #attached: { readonly media: Media; readonly detach: () => void } | undefined;

  constructor() {
    super();
    this.#internals.role = 'group';
  }

  /** Once it is known which call it belongs to. */
  protected override update(changed: PropertyValues<this>): void {
    this.#now = this.#shown.value;
    this.#show(this.#now.media);
    super.update(changed);
  }

  override render() {
    const { id, participant, media } = this.#now;
    const name = this.#nameOf(participant);
    return html`
      ${media ? this.#video : placeholder(id, participant)}
      <div class="line">
        ${name ? html`<span part="name" class="name">${name}</span>` : nothing}
        ${isMuted(participant) ? html`<span part="badge" class="badge">${microphoneOffIcon}</span>` : nothing}
        ${participant?.hand && this.source !== 'screen' ? html`<span part="hand" class="hand">${handIcon}</span>` : nothing} ${this.#quality(participant)}
        ${participant?.reaction && this.source !== 'screen' ? html`<span part="reaction" class="reaction" aria-hidden="true">${participant.reaction}</span>` : nothing}
      </div>
      <slot></slot>
    `;
  }

  override updated(): void {
    this.#tellSize();
    const { id, participant, media } = this.#now;
    const screen = this.source === 'screen';
    const local = participant?.isLocal ?? id === previewId;
    setStates(this.#internals, {
      speaking: participant?.speaking ?? false,
      muted: isMuted(participant),
      'no-video': !media,
      local,
      mirrored: local && !screen && this.#now.mirror && !looksAway(media),
      reconnecting: participant?.connection === 'reconnecting',
      moving: participant?.moving ?? false,
      hand: participant?.hand ?? false,
      pinned: this.pinned,
      screen,
    });
    const label = this.#label(participant);
    if (label !== this.#internals.ariaLabel) this.#internals.ariaLabel = label;
  }

  /** All that can be seen, in words: where it is small, some of it cannot be read. */
  #label(participant: Participant | undefined): string {
    if (this.source === 'screen' && participant) return participant.isLocal ? this.#words.term('sharing') : this.#words.term('sharesScreen', this.#nameOf(participant));
    const muted = isMuted(participant) ? this.#words.term('microphoneOff') : '';
    const hand = participant?.hand ? this.#words.term('handIsUp') : '';
    const connection = participant ? connectionWords(participant, this.#words) : '';
    return [this.#nameOf(participant) || this.#words.term('you'), muted, hand, connection].filter(Boolean).join(', ');
  }

  #select(state: CallState): Shown {
    const id = (this.participant || state.localId) ?? previewId;
    return { id, participant: participantOf(state, id), media: mediaOf(state, id, this.source ?? 'camera'), mirror: state.view.mirror };
  }

  /** The other end sends no more than is seen. */
  #tellSize(): void {
    const { session } = this.#shown;
    const { id, participant } = this.#now;
    const { height } = this.#size;
    const isOfOthers = participant !== undefined && !participant.isLocal && height !== undefined;
    if (session !== this.#told || !isOfOthers) {
      this.#told?.show(this, undefined);
      this.#told = undefined;
    }
    if (!session || !isOfOthers) return;
    session.show(this, { id, source: this.source ?? 'camera', height });
    this.#told = session;
  }

  #show(media: Media | undefined): void {
    if (media === this.#attached?.media) return;
    this.#attached?.detach();
    this.#video ??= media && newVideo();
    this.#attached = media && this.#video ? { media, detach: media.attach(this.#video, this) } : undefined;
  }

  #nameOf(participant: Participant | undefined): string {
    return participant ? nameOf(participant, this.#words) : '';
  }

  #quality(participant: Participant | undefined) {
    const words = participant && connectionWords(participant, this.#words);
    if (!words) return nothing;
    return html`<span part="quality" class="quality">${words}</span>`;
  }
}

/** Made by hand: what it shows is attached before it is inserted, which is cheaper than after. */
function newVideo(): HTMLVideoElement {
  const video = document.createElement('video');
  video.part.add('video');
  video.muted = video.autoplay = true;
  // Whose it is, the tile says; there is nothing to operate.
  video.ariaHidden = 'true';
  // In Firefox it would be a stop of the Tab key, with nothing to do there.
  video.tabIndex = -1;
  // Firefox knows no such property.
  video.setAttribute('playsinline', '');
  // A page that was frozen, or the browser's own media controls: a call has no pause.
  video.addEventListener('pause', () => video.isConnected && video.srcObject && void video.play().catch(() => undefined));
  return video;
}

function placeholder(id: string, participant: Participant | undefined): TemplateResult {
  const face = participant?.avatar ? html`<img alt="" src=${participant.avatar} referrerpolicy="no-referrer" />` : initials(participant?.name ?? '');
  // By property: a page's Content-Security-Policy may forbid style attributes.
  return html`<div part="placeholder" class="placeholder" .style=${`--_hue: ${hueOf(id)}`}>
    <span class="initials" aria-hidden="true">${face || personIcon}</span>
  </div>`;
}

/** What a telephone's second camera shows is read, not looked into (W3C mediacapture-streams, `facingMode`). */
function looksAway(media: Media | undefined): boolean {
  return media?.stream.getVideoTracks()[0]?.getSettings().facingMode === 'environment';
}

function isMuted(participant: Participant | undefined): boolean {
  return participant?.microphone === 'off';
}

function isEqual(a: Shown, b: Shown): boolean {
  return a.id === b.id && a.participant === b.participant && a.media === b.media && a.mirror === b.mirror;
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-video-tile': RtcVideoTile;
  }
}

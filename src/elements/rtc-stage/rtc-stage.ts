import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CallController } from '../../controllers/call-controller.ts';
import type { CallState } from '../../core/call-state.ts';
import { customElement } from '../../ui/define.ts';
import { tokens } from '../../ui/tokens.ts';
import '../rtc-video-tile/rtc-video-tile.ts';
import { bestGrid } from './best-grid.ts';

/**
 * Lays the tiles of everybody in a call out, as large as they can be. Before a call, and alone in one, it shows oneself;
 * with one other person, oneself floats in a corner.
 *
 * @csspart tile - A `<rtc-video-tile>`.
 * @csspart tile-video - The picture of a tile.
 * @csspart tile-placeholder - What a tile shows without a picture.
 * @csspart tile-name - The name on a tile.
 * @csspart tile-badge - The sign for a microphone that is off.
 * @csspart tile-hand - The raised hand on a tile.
 * @csspart tile-reaction - The emoji that somebody shows.
 * @csspart tile-quality - Words about a tile's connection.
 * @cssprop [--rtc-gap=8px] - The space between tiles.
 */
@customElement('rtc-stage')
export class RtcStage extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
        container-type: size;
        position: relative;
        min-block-size: 120px;
        aspect-ratio: 16 / 9;
      }

      .tiles {
        position: absolute;
        inset: 0;
        display: flex;
        flex-wrap: wrap;
        place-content: center;
        gap: var(--_gap);
      }

      rtc-video-tile {
        inline-size: var(--_width);
        block-size: var(--_height);
        aspect-ratio: auto;
      }

      .pair rtc-video-tile:first-child {
        position: absolute;
        z-index: 1;
        inset-block-end: 8px;
        inset-inline-end: 8px;
        inline-size: clamp(96px, 24cqi, 280px);
        block-size: auto;
        aspect-ratio: 4 / 3;
        border: 2px solid var(--_surface);
        box-shadow: var(--_shadow);
      }

      /* One knows who that is. */
      .pair rtc-video-tile:first-child::part(name) {
        display: none;
      }

      /* Clear of that, and of the line at the top. */
      .pair rtc-video-tile:last-child::part(name) {
        max-inline-size: 60cqi;
      }

      .pair rtc-video-tile:last-child::part(quality) {
        inset: auto auto 32px 0;
      }

      @container (aspect-ratio < 1) {
        .pair rtc-video-tile:first-child {
          aspect-ratio: 3 / 4;
        }
      }

      /* A telephone held upright is filled. */
      @container (1/2 <= aspect-ratio < 3/4) {
        .pair rtc-video-tile:last-child,
        rtc-video-tile:only-child {
          block-size: 100%;
        }
      }
    `,
  ];

  /** The id of the `<rtc-call>` this belongs to, for a stage that is not inside it. */
  @property() for: string | null = null;

  readonly #people = new CallController(this, idsOf, { isEqual: areSame, relay: true });
  readonly #resized = new ResizeObserver(() => this.#layOut());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  override render() {
    const ids = this.#people.value;
    return html`<div class=${ids.length === 2 ? 'tiles pair' : 'tiles'}>
      ${repeat(
        ids,
        (id) => id,
        (id) =>
          html`<rtc-video-tile
            part="tile"
            exportparts="video: tile-video, placeholder: tile-placeholder, name: tile-name, badge: tile-badge, hand: tile-hand, reaction: tile-reaction, quality: tile-quality"
            .participant=${id}
          ></rtc-video-tile>`,
      )}
    </div>`;
  }

  override updated(): void {
    this.#layOut();
  }

  #layOut(): void {
    const tiles = this.renderRoot.querySelector<HTMLElement>('.tiles');
    if (!tiles) return;
    const { length } = this.#people.value;
    const gap = Number.parseFloat(getComputedStyle(tiles).columnGap) || 0;
    // In a pair, oneself needs no room.
    const { width, height } = bestGrid(length === 2 ? 1 : length, { width: this.clientWidth, height: this.clientHeight }, gap);
    // Rounded down: a fraction too much, and a row would break.
    tiles.style.setProperty('--_width', `${Math.floor(width)}px`);
    tiles.style.setProperty('--_height', `${Math.floor(height)}px`);
  }
}

/** Whoever has nobody, not even an id, is the one before the camera. */
function idsOf({ participants }: CallState): readonly (string | null)[] {
  return participants.length > 0 ? participants.map(({ id }) => id) : [null];
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-stage': RtcStage;
  }
}

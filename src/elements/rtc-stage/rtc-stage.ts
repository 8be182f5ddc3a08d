import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CallController } from '../../controllers/call-controller.ts';
import type { CallState } from '../../core/call-state.ts';
import { customElement } from '../../ui/define.ts';
import { exported, tileParts } from '../../ui/exported-parts.ts';
import { tokens } from '../../ui/tokens.ts';
import '../rtc-video-tile/rtc-video-tile.ts';
import type { Arranger, StageLooks } from './arranger.ts';

const tileExports = exported(tileParts, 'tile');

/**
 * Lays the tiles of everybody in a call out, as large as they can be, and what they share. Before a call, and alone in one,
 * it shows oneself; with one other person, oneself floats in a corner.
 *
 * @csspart tile - A `<rtc-video-tile>`.
 * @csspart tile-video - The picture of a tile.
 * @csspart tile-placeholder - What a tile shows without a picture.
 * @csspart tile-name - The name on a tile.
 * @csspart tile-badge - The sign for a microphone that is off.
 * @csspart tile-hand - The raised hand on a tile.
 * @csspart tile-reaction - The emoji that somebody shows.
 * @csspart tile-quality - Words about a tile's connection.
 * @csspart tile-pin - The button on a tile that makes it the large one.
 * @csspart tile-hide - The button on one's own tile that hides it.
 * @csspart sharing - What is there instead of one's own screen.
 * @csspart pager - What turns the pages, where there are more tiles than fit.
 * @csspart pager-button - A button of it.
 * @csspart show-self - The button that brings one's own tile back.
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

      /* Until their places are known, all are side by side. */
      .tiles {
        position: absolute;
        inset: 0;
        display: flex;
        gap: var(--_gap);
      }

      rtc-video-tile {
        inline-size: min(100cqi, 100cqb * 16 / 9);
        block-size: min(100cqb, 100cqi * 4 / 3);
        aspect-ratio: auto;
        margin: auto;
      }

      .pair rtc-video-tile:first-child {
        position: absolute;
        z-index: 1;
        inset-block-end: 8px;
        inset-inline-end: 8px;
        inline-size: clamp(96px, min(24cqi, 50cqb), 280px);
        block-size: auto;
        aspect-ratio: 4 / 3;
        border: 2px solid var(--_surface);
        box-shadow: var(--_shadow);
      }

      /* Whoever comes third is placed at once, and not yet. */
      .pair :nth-child(n + 3) {
        display: none;
      }

      /* One knows who that is. */
      .pair rtc-video-tile:first-child::part(name) {
        display: none;
      }

      /* Clear of that, and of the line at the top. */
      .pair rtc-video-tile:nth-child(2)::part(name) {
        max-inline-size: 60cqi;
      }

      .pair rtc-video-tile:nth-child(2)::part(quality) {
        inset: auto auto 32px 0;
      }

      @container (aspect-ratio < 1) {
        .pair rtc-video-tile:first-child {
          aspect-ratio: 3 / 4;
        }
      }

      /* A telephone held upright is filled. */
      @container (1/2 <= aspect-ratio < 3/4) {
        rtc-video-tile {
          block-size: 100%;
        }
      }
    `,
  ];

  /** The id of the `<rtc-call>` this belongs to, for a stage that is not inside it. */
  @property() for: string | null = null;

  /**
   * `grid`: all as large. `speaker`: who spoke last is large, the others are in a strip. `strip`: a row or a column of small
   * tiles. `auto`: a grid, unless somebody shares a screen or is pinned. Default: as the call says.
   */
  @property() layout: string | null = null;

  /** Who is to be large, here and for nobody else: the id of a participant, or with `/screen` after it, what they share. Default: as in the call. */
  @property() pinned: string | null = null;

  /** Oneself is not shown here while others are in the call; they still see one. */
  @property({ attribute: 'hide-self', type: Boolean }) hideSelf = false;

  readonly #tiles = new CallController(this, tilesOf, { isEqual: areSame, relay: true });
  readonly #view = new CallController(this, ({ view }) => view);
  #arranger: Arranger | undefined;
  #loading: Promise<void> | undefined;
  #hasFailed = false;

  override render() {
    const keys = this.#tiles.value;
    const { layout, pinned, hideSelf } = this.#looks;
    const isSimple = keys.length < 3 && !keys.some((key) => key?.includes('/')) && layout === 'auto' && !pinned && !hideSelf;
    if (!isSimple || matchMedia('(pointer: coarse)').matches) this.#load();
    const arranger = this.#arranger;
    // Those who are there stay where they are until it is known where they go.
    const isPair = keys.length > 1 && (isSimple || (!this.#hasFailed && this.renderRoot.querySelector('.pair')));
    return html`<div class="tiles ${arranger ? 'arranged' : isPair ? 'pair' : ''}" @pointerover=${this.#load} @focusin=${this.#load}>
        ${repeat(
          keys,
          (key) => key,
          (key, index) => {
            const [id = null, source = 'camera'] = key?.split('/') ?? [];
            return arranger?.instead(key) ?? html`<rtc-video-tile
                part="tile"
                exportparts=${tileExports}
                tabindex=${arranger ? arranger.tabIndex(key) : isPair && !index ? 0 : nothing}
                .participant=${id}
                .source=${source}
                .pinned=${key && key === pinned}
                >${arranger?.onTile(key)}</rtc-video-tile
              >`;
          },
        )}
      </div>
      ${arranger?.around()}`;
  }

  /** What is said here comes before what is said of the call. */
  get #looks(): StageLooks {
    const { layout, pinned, hideSelf } = this.#view.value;
    return { layout: this.layout || layout, pinned: this.pinned ?? pinned, hideSelf: this.hideSelf || hideSelf };
  }

  /** For everything but one or two who just talk. */
  readonly #load = (): void => {
    this.#loading ??= import('./arranger.ts')
      .then(
        ({ Arranger }) => (this.#arranger = new Arranger(this, () => this.#tiles.value, () => this.#looks)),
        () => (this.#hasFailed = true),
      )
      .then(() => this.requestUpdate());
  };

  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#loading;
    return super.getUpdateComplete();
  }
}

/** Whoever has nobody, not even an id, is the one before the camera. */
function tilesOf({ participants }: CallState): readonly (string | null)[] {
  if (participants.length === 0) return [null];
  return participants.flatMap(({ id, screen }) => (screen === 'on' ? [id, `${id}/screen`] : [id]));
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-stage': RtcStage;
  }
}

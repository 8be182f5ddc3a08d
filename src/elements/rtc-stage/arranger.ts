import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { CallController } from '../../controllers/call-controller.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import type { RtcVideoTile } from '../rtc-video-tile/rtc-video-tile.ts';
import { type Arrangement, arrange, type Corner, plan, type Plan, type Tile } from './arrangement.ts';
import { arrangerStyles } from './arranger.styles.ts';
import type { Box, Rect } from './best-grid.ts';
import { movable } from './floating-tile.ts';
import type { RtcStage } from './rtc-stage.ts';
import { sharingIcon } from './stage-icons.ts';
import { areSame, peopleOf, type Person, whoSpoke } from './stage-people.ts';
import { stagePager } from './stage-pager.ts';
import { pagerStyles } from './stage-pager.styles.ts';
import { StageLocalizer } from './stage-words.ts';
import { nameOf, TileControls } from './tile-controls.ts';
import { TileKeys } from './tile-keys.ts';
import { TileMoves } from './tile-moves.ts';

/** What a stage is told by its arranger is `null` for whoever has no id yet. */
type Key = string | null;

/** What of a call's view matters here. */
export interface StageLooks {
  readonly layout: string;
  readonly pinned: string;
  readonly hideSelf: boolean;
}

/** Everything on a stage that two who just talk do not need: layouts, pages, pins, screens, and moving oneself. */
export class Arranger implements ReactiveController {
  readonly #stage: RtcStage;
  readonly #keys: () => readonly Key[];
  readonly #looks: () => StageLooks;
  readonly #people: CallController<readonly Person[]>;
  readonly #words: StageLocalizer;
  readonly #controls: TileControls;
  readonly #moves = new TileMoves();
  readonly #resized = new ResizeObserver(() => this.#measure());
  readonly #tileKeys: TileKeys;
  #reach: ReadonlyMap<string, Rect> = new Map();
  #area: Box = { width: 0, height: 0 };
  #placedIn: Box | undefined;
  #plan: Plan = { kind: 'grid', large: [], small: [], floating: undefined };
  #arrangement: Arrangement = { places: new Map(), pageOf: new Map(), page: 0, pages: 1, pager: undefined };
  #page = 0;
  #spoke = '';
  #isSelfHidden = false;
  #rightToLeft = false;
  /** Where oneself floats; at first below, at the end. */
  #corner: Partial<Corner> = {};

  constructor(stage: RtcStage, keys: () => readonly Key[], looks: () => StageLooks) {
    this.#stage = stage;
    this.#keys = keys;
    this.#looks = looks;
    this.#people = new CallController(stage, peopleOf, { isEqual: areSame });
    this.#words = new StageLocalizer(stage);
    this.#controls = new TileControls({ stage, people: this.#people, words: this.#words, looks });
    const root = stage.renderRoot as ShadowRoot;
    root.adoptedStyleSheets.push(...[buttonStyles, arrangerStyles, pagerStyles].flatMap(({ styleSheet }) => styleSheet ?? []));
    this.#begin();
    this.#tileKeys = new TileKeys({
      container: this.#container,
      keyOf,
      places: () => this.#reach,
      turn: (by) => this.#turn(by),
      changed: () => stage.requestUpdate(),
    });
    stage.addController(this);
  }

  hostConnected(): void {
    this.#resized.observe(this.#stage);
  }

  hostDisconnected(): void {
    this.#resized.disconnect();
  }

  hostUpdate(): void {
    this.#tileKeys.note();
    const people = this.#people.value;
    const tiles = this.#tiles(people);
    const { layout, pinned } = this.#looks();
    this.#spoke = whoSpoke(this.#spoke, people);
    this.#plan = plan({ tiles, layout, pinned, spoke: this.#spoke });
    const { direction, columnGap } = getComputedStyle(this.#container);
    this.#rightToLeft = direction === 'rtl';
    const gap = Number.parseFloat(columnGap) || 0;
    this.#arrangement = arrange(this.#plan, { area: this.#area, gap, rightToLeft: this.#rightToLeft, corner: this.#whole, page: this.#page });
    this.#page = this.#arrangement.page;
    this.#reach = this.#inReach();
  }

  hostUpdated(): void {
    const container = this.#container;
    const keys = this.#keys();
    const elements = [...container.children] as HTMLElement[];
    const { large, floating } = this.#plan;
    const { places } = this.#arrangement;
    elements.forEach((element, index) => {
      const key = keys[index] ?? '';
      const isFloating = key === floating?.key;
      element.classList.toggle('floating', isFloating);
      element.classList.toggle('under', floating !== undefined && key === large[0]?.key);
      const hasButtons = element.tabIndex === 0 && element.querySelector('button');
      element.ariaDescription = isFloating ? this.#words.term('moveYourself') : hasButtons ? this.#words.term('tileKeys') : null;
    });
    const float = floating && places.get(floating.key);
    container.dataset['corner'] = float ? this.#cornerName : '';
    container.style.setProperty('--_float', `${float?.width ?? 0}px`);
    // A stage that is made larger or smaller does not lag behind.
    const glides = this.#placedIn === this.#area;
    this.#placedIn = this.#area;
    this.#moves.place(new Map(elements.map((element, index) => [element, places.get(keys[index] ?? '')])), glides);
    this.#tileKeys.keepFocus();
  }

  /** Of a tile: whoever floats is a stop of the Tab key, and one of the others. */
  tabIndex(key: Key): 0 | -1 {
    const name = key ?? '';
    return name === this.#plan.floating?.key || this.#tileKeys.isStop(name) ? 0 : -1;
  }

  /** One's own screen is not shown in itself, and in itself. */
  instead(key: Key): TemplateResult | undefined {
    const tile = [...this.#plan.large, ...this.#plan.small].find((one) => one.key === key);
    if (!tile?.isOwn || !tile.isScreen) return undefined;
    return html`<div part="sharing" class="sharing">${sharingIcon}<span>${this.#words.term('youShare')}</span></div>`;
  }

  /** What lies on a tile. */
  onTile(key: Key): TemplateResult | typeof nothing {
    const all = this.#all;
    const tile = all.find((one) => one.key === key);
    if (!tile || all.length + Number(this.#isSelfHidden) < 2) return nothing;
    return this.#controls.onTile(tile, { pin: this.#plan.kind !== 'strip', hide: this.#canHide(tile) });
  }

  get #all(): readonly Tile[] {
    const { large, small, floating } = this.#plan;
    return [...large, ...small, floating].filter((tile) => tile !== undefined);
  }

  #canHide({ isOwn, isScreen }: Tile): boolean {
    return isOwn && !isScreen && this.#all.some((other) => !other.isOwn);
  }

  /** Whoever is seen and does not float, where there is something to do in tiles; one's own screen is not shown to oneself. */
  #inReach(): ReadonlyMap<string, Rect> {
    const all = this.#all;
    const hasButtons = this.#plan.kind === 'strip' ? all.some((tile) => this.#canHide(tile)) : all.length + Number(this.#isSelfHidden) > 1;
    const { places } = this.#arrangement;
    const others = hasButtons ? all.filter((tile) => tile !== this.#plan.floating && !(tile.isOwn && tile.isScreen)) : [];
    const keys = this.#keys().map((key) => key ?? '');
    const isOther = (key: string) => others.some((tile) => tile.key === key);
    return new Map([...keys].flatMap((key) => (isOther(key) && places.has(key) ? [[key, places.get(key) as Rect]] : [])));
  }

  /** What lies beside the tiles. */
  around(): TemplateResult {
    const { pager, page, pages, pageOf } = this.#arrangement;
    const speaking = this.#people.value.filter((person) => person.speaking);
    const on = (isThere: (other: number) => boolean) => speaking.find(({ id }) => isThere(pageOf.get(id) ?? page));
    const view = pager && {
      ...{ place: pager, page, pages, words: this.#words, rightToLeft: this.#rightToLeft },
      ...{ speaksBefore: nameOf(on((other) => other < page), this.#words), speaksAfter: nameOf(on((other) => other > page), this.#words) },
      turn: (by: number) => this.#turn(by),
    };
    return html`${view ? stagePager(view) : nothing}${this.#isSelfHidden ? this.#controls.showSelfButton() : nothing}`;
  }

  #begin(): void {
    const container = this.#container;
    this.#area = { width: this.#stage.clientWidth, height: this.#stage.clientHeight };
    movable(container, (tile, corner) => this.#drop(tile, corner));
    container.addEventListener('dblclick', ({ target }) => this.#doubleClicked(target));
    if (!container.matches('.pair')) return;
    // Two were there before: from where they are seen, they glide to where they belong.
    this.#placedIn = this.#area;
    for (const tile of [...container.children].slice(0, 2)) this.#moves.startFromSight(tile as HTMLElement);
  }

  get #container(): HTMLElement {
    return this.#stage.renderRoot.querySelector('.tiles') as HTMLElement;
  }

  get #whole(): Corner {
    return { left: this.#rightToLeft, top: false, ...this.#corner };
  }

  get #cornerName(): string {
    const { left, top } = this.#whole;
    return `${top ? 'top' : 'bottom'}-${left === this.#rightToLeft ? 'end' : 'start'}`;
  }

  #tiles(people: readonly Person[]): Tile[] {
    const own = people.find(({ isLocal }) => isLocal)?.id;
    const tiles = this.#keys().map((key) => {
      const isScreen = key?.endsWith('/screen') ?? false;
      return { key: key ?? '', isOwn: key === null || key === own || key === `${own}/screen`, isScreen };
    });
    const shown = tiles.filter(({ isOwn, isScreen }) => !isOwn || isScreen);
    this.#isSelfHidden = this.#looks().hideSelf && shown.some(({ isOwn }) => !isOwn);
    return this.#isSelfHidden ? shown : tiles;
  }

  #measure(): void {
    const { clientWidth: width, clientHeight: height } = this.#stage;
    if (width === this.#area.width && height === this.#area.height) return;
    this.#area = { width, height };
    this.#stage.requestUpdate();
  }

  #turn(by: number): void {
    this.#page = Math.max(0, this.#page + by);
    this.#stage.requestUpdate();
  }

  #drop(tile: HTMLElement, corner: Partial<Corner>): void {
    this.#corner = { ...this.#corner, ...corner };
    this.#moves.startFromSight(tile);
    tile.style.translate = '';
    this.#stage.requestUpdate();
  }

  #doubleClicked(target: EventTarget | null): void {
    if (!(target instanceof Element) || target.closest('button')) return;
    const tile = target.closest('rtc-video-tile');
    const key = tile && keyOf(tile);
    if (key && this.#plan.kind !== 'strip') this.#controls.pin(key);
  }
}

/** Of a tile that is there, also when its participant no longer is. */
function keyOf(tile: Element): string {
  const { participant = '', source = '' } = tile as Partial<RtcVideoTile>;
  return source === 'screen' ? `${participant}/screen` : (participant ?? '');
}

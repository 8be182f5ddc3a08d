import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { CallController } from '../../controllers/call-controller.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import type { RtcVideoTile } from '../rtc-video-tile/rtc-video-tile.ts';
import { type Arrangement, arrange, type Corner, plan, type Plan, type Tile } from './arrangement.ts';
import { arrangerStyles } from './arranger.styles.ts';
import type { Box, Rect } from './best-grid.ts';
import { movable } from './floating-tile.ts';
import type { RtcStage } from './rtc-stage.ts';
import { hideIcon, pinIcon, sharingIcon, showIcon } from './stage-icons.ts';
import { areSame, peopleOf, type Person, whoSpoke } from './stage-people.ts';
import { stagePager } from './stage-pager.ts';
import { StageLocalizer } from './stage-words.ts';
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
    const root = stage.renderRoot as ShadowRoot;
    root.adoptedStyleSheets.push(...[buttonStyles, arrangerStyles].flatMap(({ styleSheet }) => styleSheet ?? []));
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
    return html`<div class="controls">
      ${this.#plan.kind === 'strip' ? nothing : this.#pinButton(tile)}
      ${this.#canHide(tile) ? this.#button('tile-hide', 'hideYourself', hideIcon, () => this.#hideSelf(true)) : nothing}
    </div>`;
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
      ...{ speaksBefore: this.#name(on((other) => other < page)), speaksAfter: this.#name(on((other) => other > page)) },
      turn: (by: number) => this.#turn(by),
    };
    const chip = html`<button part="show-self" class="chip" @click=${() => this.#hideSelf(false)}>${showIcon}${this.#words.term('showYourself')}</button>`;
    return html`${view ? stagePager(view) : nothing}${this.#isSelfHidden ? chip : nothing}`;
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

  #pin(key: string): void {
    const pinned = this.#looks().pinned === key ? '' : key;
    // From now on as in the call, like what its other controls say.
    this.#stage.pinned = null;
    this.#people.session?.look({ pinned });
  }

  #doubleClicked(target: EventTarget | null): void {
    if (!(target instanceof Element) || target.closest('button')) return;
    const tile = target.closest('rtc-video-tile');
    const key = tile && keyOf(tile);
    if (key && this.#plan.kind !== 'strip') this.#pin(key);
  }

  /** The button that was pressed goes, and its counterpart comes. */
  #hideSelf(hide: boolean): void {
    this.#stage.hideSelf = false;
    this.#people.session?.look({ hideSelf: hide });
    const next = hide ? '.chip' : '[part=tile-hide]';
    void this.#stage.updateComplete.then(() => this.#stage.renderRoot.querySelector<HTMLElement>(next)?.focus());
  }

  #pinButton({ key, isScreen }: Tile): TemplateResult {
    const name = this.#name(this.#people.value.find(({ id }) => key === id || key === `${id}/screen`));
    const isPinned = this.#looks().pinned === key;
    const label = this.#words.term(isScreen ? 'pinScreen' : 'pinPerson', name);
    // What it says when it points is read after its name, where that is another.
    return html`<button
      part="tile-pin"
      tabindex="-1"
      aria-label=${isPinned ? label : nothing}
      title=${isPinned ? this.#words.term('unpin') : label}
      aria-pressed=${isPinned}
      @click=${() => this.#pin(key)}
    >
      ${pinIcon}
    </button>`;
  }

  #button(part: string, term: 'hideYourself', icon: TemplateResult, click: () => void): TemplateResult {
    const words = this.#words.term(term);
    return html`<button part=${part} tabindex="-1" title=${words} @click=${click}>${icon}</button>`;
  }

  #name(person: Person | undefined): string {
    return person ? person.name || this.#words.term(person.isLocal ? 'you' : 'guest') : '';
  }
}

/** Of a tile that is there, also when its participant no longer is. */
function keyOf(tile: Element): string {
  const { participant = '', source = '' } = tile as Partial<RtcVideoTile>;
  return source === 'screen' ? `${participant}/screen` : (participant ?? '');
}

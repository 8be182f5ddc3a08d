import { fixture, html } from '@open-wc/testing';
import type { Participant } from '../../src/core/call-state.ts';
import '../../src/elements/rtc-stage/rtc-stage.ts';
import type { RtcStage } from '../../src/elements/rtc-stage/rtc-stage.ts';
import type { RtcVideoTile } from '../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import { nameOf } from './shadow.ts';
import { ShownMedia, type ShownCall } from './shown-call.ts';

/** A stage of a call that is nothing but its state; `p0` is oneself. */
export class ShownStage {
  readonly call: ShownCall;
  readonly element: RtcStage;

  private constructor(call: ShownCall) {
    this.call = call;
    this.element = call.querySelector('rtc-stage') as RtcStage;
  }

  static async open(width = 960, height = 540): Promise<ShownStage> {
    const stage = new ShownStage(await fixture<ShownCall>(html`<shown-call><rtc-stage></rtc-stage></shown-call>`));
    stage.resize(width, height);
    return stage;
  }

  resize(width: number, height: number): void {
    Object.assign(this.element.style, { inlineSize: `${width}px`, blockSize: `${height}px` });
  }

  /** So many people are in the call; those who were stay. */
  async people(count: number): Promise<void> {
    const { participants } = this.call.store.state;
    for (let index = participants.length; index < count; index++) {
      this.call.participant(`p${index}`, { name: `Person ${index}`, isLocal: index === 0, camera: 'on', microphone: 'on' });
      this.call.media(`p${index}`, 'camera', new ShownMedia());
    }
    await this.drawn();
  }

  /** In its place among the others. */
  async change(id: string, change: Partial<Participant>): Promise<void> {
    const { participants } = this.call.store.state;
    this.call.store.update({ participants: participants.map((each) => (each.id === id ? { ...each, ...change } : each)) });
    await this.drawn();
  }

  async shares(...ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      this.call.media(id, 'screen', new ShownMedia('screen'));
      await this.change(id, { screen: 'on' });
    }
  }

  async leaves(id: string): Promise<void> {
    this.call.store.update({ participants: this.call.store.state.participants.filter((each) => each.id !== id) });
    await this.drawn();
  }

  async set(wanted: Partial<Pick<RtcStage, 'layout' | 'pinned' | 'hideSelf'>>): Promise<void> {
    Object.assign(this.element, wanted);
    await this.drawn();
  }

  /** Sizes are known when the browser has laid out. */
  async drawn(): Promise<void> {
    await this.element.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await this.element.updateComplete;
  }

  /** As drawn, and with everything where it belongs. */
  async settled(): Promise<void> {
    await this.drawn();
    await Promise.all(this.gliding.map((animation) => animation.finished.catch(() => undefined)));
  }

  get gliding(): Animation[] {
    return this.element.shadowRoot?.getAnimations().filter((animation) => !(animation instanceof CSSTransition)) ?? [];
  }

  part(name: string): HTMLElement | undefined {
    return this.parts(name)[0];
  }

  /** Those that can be seen. */
  parts(name: string): HTMLElement[] {
    return [...(this.element.shadowRoot?.querySelectorAll<HTMLElement>(`[part~="${name}"]`) ?? [])].filter((part) => part.checkVisibility());
  }

  get tiles(): RtcVideoTile[] {
    return this.parts('tile') as RtcVideoTile[];
  }

  tile(id: string, source = 'camera'): RtcVideoTile {
    const all = [...(this.element.shadowRoot?.querySelectorAll('rtc-video-tile') ?? [])];
    const found = all.find((tile) => tile.participant === id && tile.source === source);
    if (!found) throw new Error(`No tile of ${id} among ${all.map(({ participant }) => participant).join()}`);
    return found;
  }

  /** Who is seen, by id; screens with `/screen`. */
  get shown(): string[] {
    return this.tiles.map(({ participant, source }) => (source === 'screen' ? `${participant}/screen` : `${participant}`));
  }

  /** Whose tile is the largest. */
  get largest(): string {
    const areas = this.tiles.map((tile) => tile.offsetWidth * tile.offsetHeight);
    return this.shown[areas.indexOf(Math.max(...areas))] ?? '';
  }

  button(name: string): HTMLButtonElement {
    const all = [...(this.element.shadowRoot?.querySelectorAll('button') ?? [])];
    const found = all.find((button) => nameOf(button) === name);
    if (!found) throw new Error(`No button "${name}" among: ${all.map(nameOf).join(', ')}`);
    return found;
  }

  async press(name: string): Promise<void> {
    this.button(name).click();
    await this.settled();
  }
}

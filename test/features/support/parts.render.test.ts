import { expect } from '@open-wc/testing';
import { nothing, render, type TemplateResult } from 'lit';
import '../../../src/elements/rtc-call/rtc-call.ts';
import type { WaitingVisitor } from '../../../src/features/support/agent-state.ts';
import { arrange } from '../../../src/features/support/call-within.ts';
import { deskDetails } from '../../../src/features/support/rtc-desk/desk-details.ts';
import { deskHeader } from '../../../src/features/support/rtc-desk/desk-header.ts';
import { deskQueue } from '../../../src/features/support/rtc-desk/desk-queue.ts';
import { deskRecent } from '../../../src/features/support/rtc-desk/desk-recent.ts';
import { deskStage, type StageView } from '../../../src/features/support/rtc-desk/desk-stage.ts';
import { signInScreen } from '../../../src/features/support/rtc-desk/desk-sign-in.ts';
import { DeskLocalizer } from '../../../src/features/support/rtc-desk/desk-words.ts';
import { type PanelView, stepTemplate } from '../../../src/features/support/rtc-support/panel-steps.ts';
import type { PanelWords } from '../../../src/features/support/rtc-support/panel-words.ts';
import { Localizer } from '../../../src/ui/localizer.ts';
import { play, scenes } from '../../support/call-scenes.ts';
import { Conditions } from '../../support/conditions.ts';
import { fetchDeclared } from '../../support/manifest.ts';
import { everyDeskIsAccessible, pageDesk } from '../../support/page-desk.ts';
import { everySupportIsAccessible, pageSupport } from '../../support/page-support.ts';
import { isReplacedBy } from '../../support/slots.ts';
import { StyledParts } from '../../support/styled-parts.ts';

const server = 'http://127.0.0.1:9/peer';
const room = 'A'.repeat(22);
const request = { mode: 'video', topic: 'Billing', name: 'Vera', fields: {}, page: 'https://shop.example/', title: 'Cart', context: '{"basket":3}' } as const;
const visitors: readonly WaitingVisitor[] = Array.from({ length: 60 }, (_, index) => ({ id: `visitor-${index}`, room: null, since: 0, request }));
const ignore = () => undefined;

/** What is drawn in the place of an element's own content, with nobody at the other end. */
class Drawn {
  readonly styled: StyledParts;
  readonly #host: HTMLElement;
  readonly #place = document.createElement('div');
  readonly #conditions = new Conditions(8000, () => `missing: ${this.styled.missing.join(', ')}`);

  constructor(host: HTMLElement, styled: StyledParts) {
    this.#host = host;
    this.styled = styled;
    host.shadowRoot!.append(this.#place);
  }

  show(template: TemplateResult | typeof nothing): void {
    render(template, this.#place);
    // Before it starts: it is to meet nobody.
    const call = this.#place.querySelector('rtc-call');
    if (call) Object.assign(call, { noStandby: true, controls: '' });
    this.styled.look(this.#host);
  }

  async seen(part: string): Promise<void> {
    await this.#conditions.untilDrawn(part, () => {
      this.styled.look(this.#host);
      return this.styled.seen.has(part);
    });
  }

  /** Every part of the call that is in it now. */
  async playCall(): Promise<void> {
    const call = this.#place.querySelector('rtc-call')!;
    await this.#conditions.untilDrawn('the call', () => call.phase !== 'idle');
    for (const scene of scenes) {
      play(call, scene);
      await this.seen(`call-${scene.shows}`);
    }
  }

  /** Nothing of it was the element's. */
  end(): void {
    render(nothing, this.#place);
    this.#place.remove();
    this.styled.remove();
  }
}

async function styledParts(tag: string): Promise<StyledParts> {
  return new StyledParts(tag, (await fetchDeclared()).find((each) => each.tag === tag)!.parts);
}

describe('every part of a desk and its button takes the style that the page has for it', () => {
  const { warn } = console;
  beforeEach(() => (console.warn = ignore));
  afterEach(() => (console.warn = warn));
  afterEach(everySupportIsAccessible);
  afterEach(everyDeskIsAccessible);

  it('<rtc-support>', async () => {
    const support = await pageSupport({ desk: 'Acme', server });
    support.launcher.click();
    await support.until('the panel', () => support.panel);
    const drawn = new Drawn(support.element, await styledParts('rtc-support'));
    const flow = { values: {}, fieldProblems: new Map(), isConnected: true, call: { arrangementFor: () => arrange(room, 'late') } };
    const host = { status: 'online', desk: 'Acme', server, prechat: 'name!', visitorName: '', persist: false };
    const step = (change: object) => {
      const view = { host, flow: { ...flow, ...change }, message: { isPossible: false }, words: new Localizer<PanelWords>(support.element) };
      drawn.show(stepTemplate(view as unknown as PanelView));
    };
    for (const name of ['greeting', 'prechat', 'rating', 'thanks']) step({ step: name, visit: { phase: 'none' } });
    step({ step: 'ringing', visit: { phase: 'waiting', room, ahead: 0 } });
    await drawn.seen('call-tile-placeholder');
    await drawn.playCall();
    drawn.end();
    expect(drawn.styled.missing).to.deep.equal([]);
  });

  it('<rtc-support>, which the page may replace piece by piece', async () => {
    const support = await pageSupport({ desk: 'Acme', server });
    const { slots } = (await fetchDeclared()).find(({ tag }) => tag === 'rtc-support')!;
    const own = slots.map((slot) => Object.assign(document.createElement('p'), { slot, textContent: `Own ${slot}` }));
    support.element.append(...own);
    support.launcher.click();
    await support.until('the panel', () => support.panel);
    const drawn = new Drawn(support.element, await styledParts('rtc-support'));
    const seen = new Set<string>();
    const flow = { values: {}, isConnected: true };
    for (const [step, status] of [['greeting', 'online'], ['offline', 'away'], ['rating', 'online']] as const) {
      const view = { host: { status, desk: 'Acme' }, flow: { ...flow, step }, message: { isPossible: false }, words: new Localizer<PanelWords>(support.element) };
      // What is in the panel comes first, and would have it.
      support.panel?.remove();
      drawn.show(stepTemplate(view as unknown as PanelView));
      for (const each of own) if (isReplacedBy(each)) seen.add(each.slot);
    }
    drawn.end();
    support.element.remove();
    expect([...seen]).to.have.members(slots);
  });

  it('<rtc-desk>', async () => {
    const desk = await pageDesk({ desk: 'Acme', server });
    const drawn = new Drawn(desk.element, await styledParts('rtc-desk'));
    const words = new DeskLocalizer(desk.element);
    const does = { setSearch: ignore, choose: ignore, answer: ignore, setAway: ignore, mute: ignore, ask: ignore, signOut: ignore };
    const queue = (waiting: readonly WaitingVisitor[]) => deskQueue({ words, waiting, now: 0, search: '', chosen: undefined, isServing: false, ...does });
    const stage = (answer: object | undefined, isServed: boolean) => {
      const lines = { all: [{ key: 'line', isServed, visitor: visitors[0], arrangement: arrange(room, 'late') }] };
      const session = { answer, lines, mayJoin: true, options: { name: 'Ada', server }, state: { waiting: [] }, hangUp: ignore };
      return deskStage({ words, session: session as unknown as StageView['session'], hasCalls: isServed, isAway: false, isReachable: true, notice: 'Made up', theme: '' });
    };
    drawn.show(signInScreen({ words, desk: 'Acme', isVerified: false, wantsFile: true, asksName: true, typedName: '', complaint: 'Made up', isBusy: false, typed: ignore, enter: ignore }));
    drawn.show(deskHeader({ words, desk: 'Acme', name: 'Ada', isVerified: false, isAway: false, isServing: false, isReachable: true, isMuted: false, canAsk: true, ...does }));
    for (const waiting of [[], visitors]) drawn.show(queue(waiting));
    drawn.show(deskDetails(visitors[0], words));
    drawn.show(deskRecent({ words, past: [{ visitor: visitors[0]!, outcome: 'served', by: '', at: 0, rating: { stars: 4, comment: '' } }], secondsOf: () => 60 }));
    drawn.show(stage(undefined, false));
    drawn.show(stage({ visitor: visitors[0] }, false));
    drawn.show(stage({ visitor: visitors[0] }, true));
    await drawn.playCall();
    drawn.end();
    expect(drawn.styled.missing).to.deep.equal([]);
  });
});

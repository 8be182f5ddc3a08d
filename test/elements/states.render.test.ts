import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/rtc-call/rtc-call.ts';
import type { CallStatus } from '../../src/core/call-state.ts';
import { RtcError } from '../../src/core/errors.ts';
import '../../src/elements/rtc-chat-button/rtc-chat-button.ts';
import '../../src/elements/rtc-device-picker/rtc-device-picker.ts';
import '../../src/elements/rtc-fullscreen-button/rtc-fullscreen-button.ts';
import '../../src/elements/rtc-hand-button/rtc-hand-button.ts';
import '../../src/elements/rtc-layout-button/rtc-layout-button.ts';
import '../../src/elements/rtc-people-button/rtc-people-button.ts';
import '../../src/elements/rtc-pip-button/rtc-pip-button.ts';
import '../../src/elements/rtc-reaction-button/rtc-reaction-button.ts';
import '../../src/elements/rtc-screen-button/rtc-screen-button.ts';
import '../../src/elements/rtc-settings-button/rtc-settings-button.ts';
import '../../src/elements/rtc-stage/rtc-stage.ts';
import '../../src/elements/rtc-toolbar/rtc-toolbar.ts';
import '../../src/features/chat/rtc-chat/rtc-chat.ts';
import '../../src/features/files/rtc-files/rtc-files.ts';
import { sessionOf } from '../support/call-scenes.ts';
import { type Declared, fetchDeclared } from '../support/manifest.ts';
import { everyCallIsAccessible, pageCall } from '../support/page-calls.ts';
import { running } from '../support/made-transfers.ts';
import { type ShownCall, ShownMedia } from '../support/shown-call.ts';
import { drawn, isReplacedBy } from '../support/slots.ts';
import { StyledStates } from '../support/styled-states.ts';

/** A desk and its button need somebody at the other end: see `test/features/support`. */
const elsewhere = ['rtc-desk', 'rtc-support', 'rtc-call'];
const failed: CallStatus = { phase: 'failed', error: new RtcError('room-full', 'Made up') };

describe('what a page can do without parts', () => {
  let all: readonly Declared[];
  let styled: StyledStates;

  before(async () => {
    all = await fetchDeclared();
  });

  beforeEach(() => {
    styled = new StyledStates(all);
  });

  afterEach(() => styled.remove());
  afterEach(everyCallIsAccessible);

  const statesOf = (element: Element) => styled.of(element).map((state) => `${element.localName} ${state}`);

  it('styles every state of every element of a call', async () => {
    const wanted = all.filter(({ tag }) => !elsewhere.includes(tag));
    const call = await fixture<ShownCall>(html`<shown-call></shown-call>`);
    const made = wanted.filter(({ states }) => states.length > 0).map(({ tag }) => document.createElement(tag));
    const tile = (properties: object) => Object.assign(document.createElement('rtc-video-tile'), properties);
    made.push(tile({ participant: 'p1', pinned: true }), tile({ participant: 'p1', source: 'screen' }));
    call.append(...made);
    const seen = new Set<string>();
    const look = async () => {
      await drawn();
      for (const element of made) statesOf(element).forEach((state) => seen.add(state));
    };
    call.participant('p0', { isLocal: true, hand: true, microphone: 'on', camera: 'on' });
    call.participant('p1', { speaking: true, microphone: 'off', camera: 'off', hand: true, connection: 'reconnecting', moving: true });
    call.media('p0', 'camera', new ShownMedia());
    const { view } = call.store.state;
    call.store.update({ localId: 'p0', microphone: 'on', camera: 'on', screen: 'on', view: { ...view, mirror: true, panel: 'people', fullscreen: true, pictureInPicture: true } });
    await look();
    call.store.update({ microphone: 'starting', camera: 'starting', screen: 'starting', view: { ...view, panel: 'settings' } });
    await look();
    call.files.update({ transfers: [running()] });
    call.store.update({ unread: { chat: 1 }, view: { ...view, panel: 'chat' } });
    await look();
    call.store.update({ status: { phase: 'ended' } });
    await look();
    expect(wanted.flatMap(({ tag, states }) => states.map((state) => `${tag} ${state}`)).filter((state) => !seen.has(state))).to.deep.equal([]);
  });

  it('styles every state of a call, one at a time', async () => {
    const call = await pageCall({ 'no-standby': true });
    await call.phase('prejoin');
    const { store } = sessionOf(call.element);
    const { states } = all.find(({ tag }) => tag === 'rtc-call')!;
    for (const phase of states) {
      store.update({ status: phase === 'failed' ? failed : ({ phase } as CallStatus) });
      await drawn();
      expect(statesOf(call.element)).to.deep.equal([`rtc-call ${phase}`]);
    }
  });

  for (const phase of ['prejoin', 'live', 'ended'] as const) {
    it(`has its own in a call that is ${phase}, wherever there is a slot for it`, async () => {
      const slots = { prejoin: ['prejoin', 'panel'], live: ['stage', 'toolbar', 'panel'], ended: ['ended', 'panel'] }[phase];
      const call = await pageCall({ 'no-standby': true });
      await call.phase('prejoin');
      const own = slots.map((slot) => Object.assign(document.createElement('p'), { slot, textContent: `Own ${slot}` }));
      call.element.append(...own);
      sessionOf(call.element).store.update({ status: { phase } });
      for (const each of own) await call.until(`the page’s ${each.slot}`, () => isReplacedBy(each));
      own.forEach((each) => each.remove());
      const whole = Object.assign(document.createElement('p'), { textContent: 'Own call' });
      call.element.append(whole);
      await call.until('nothing but the page’s', () => isReplacedBy(whole) && !call.element.shadowRoot!.querySelector('.call'));
    });
  }

  it('has no other slots in a call', () => {
    const { slots } = all.find(({ tag }) => tag === 'rtc-call')!;
    expect(slots).to.have.members(['', 'prejoin', 'stage', 'captions', 'toolbar', 'panel', 'ended']);
  });

  it('has its own in every slot of every other element of a call', async () => {
    const call = await fixture<ShownCall>(html`<shown-call></shown-call>`);
    const wrong: string[] = [];
    for (const { tag, slots } of all.filter((each) => !elsewhere.includes(each.tag) && each.slots.length > 0)) {
      const element = document.createElement(tag);
      const own = slots.map((slot) => Object.assign(document.createElement('span'), { slot, textContent: 'Own' }));
      element.append(...own);
      call.append(element);
      await drawn();
      wrong.push(...own.filter((each) => !isReplacedBy(each)).map(({ slot }) => `${tag} ${slot}`));
    }
    expect(wrong).to.deep.equal([]);
  });
});

import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, newRoom, type PageCall, pageCall, pageCalls } from '../../support/page-calls.ts';
import { restoreDevices } from '../../support/recorded-tracks.ts';

/** What is set in a call, one after the other, with the property that comes of it; then the attribute goes. */
interface Row {
  readonly values: readonly (readonly [value: string, property: unknown])[];
  /** The property without the attribute. */
  readonly without: unknown;
}

/** Whatever it says, an attribute that is there is true. */
const flag: Row = { values: [['', true], ['false', true]], without: false };

/** A value, another, one that no call would begin with, where there is such a thing, and a good one after it. */
const rows: Readonly<Record<string, Row>> = {
  'display-name': { values: [['Ada', 'Ada'], ['x'.repeat(5000), 'x'.repeat(5000)], ['Countess', 'Countess']], without: '' },
  avatar: { values: [['/a.png', '/a.png'], ['javascript:alert(1)', 'javascript:alert(1)'], ['/b.png', '/b.png']], without: '' },
  autojoin: flag,
  muted: flag,
  'camera-off': flag,
  'audio-only': flag,
  'view-only': flag,
  'ice-servers': { values: [['[]', []], ['/ice', '/ice'], ['[{"urls":', '[{"urls":'], ['[]', []]], without: null },
  'relay-only': flag,
  'no-standby': flag,
  compat: flag,
  persist: flag,
  'no-history': flag,
  'no-echo-cancellation': flag,
  'no-noise-suppression': flag,
  'no-auto-gain': flag,
  music: flag,
  'forget-devices': flag,
  'no-shortcuts': flag,
  shortcuts: { values: [['hand:x', 'hand:x'], ['fly:x', 'fly:x'], ['hand:y', 'hand:y']], without: '' },
  codecs: { values: [['vp9 vp8', 'vp9 vp8'], ['theora', 'theora'], ['h264', 'h264']], without: '' },
  resolution: { values: [['180p', '180p'], ['8k', '8k'], ['360p', '360p']], without: '' },
  'frame-rate': { values: [['10', 10], ['often', Number.NaN], ['15', 15]], without: 30 },
  'max-bitrate': { values: [['800', 800], ['much', Number.NaN], ['400', 400]], without: 0 },
  'max-participants': { values: [['4', 4], ['99', 99], ['6', 6]], without: 8 },
  controls: { values: [['leave', 'leave'], ['fly', 'fly'], ['microphone leave', 'microphone leave']], without: '' },
  layout: { values: [['grid', 'grid'], ['mosaic', 'mosaic'], ['speaker', 'speaker']], without: '' },
  'hide-self': flag,
  'no-mirror': flag,
  panel: { values: [['people', 'people'], ['basement', 'basement'], ['shortcuts', 'shortcuts']], without: '' },
  theme: { values: [['dark', 'dark'], ['pink', 'pink'], ['light', 'light']], without: '' },
};

/** Another room, or another way into it: a good value, and one that cannot be. */
const whereabouts: Readonly<Record<string, { readonly good: () => string; readonly bad?: string; readonly without: 'live' | 'joining' | 'failed' }>> = {
  room: { good: newRoom, bad: ' ', without: 'failed' },
  server: { good: () => 'https://example.org/peer', bad: 'ftp://example.org', without: 'live' },
  // What carries a call otherwise has no server here.
  transport: { good: () => 'memory', bad: 'pigeon', without: 'joining' },
  passphrase: { good: () => 'a b c', without: 'live' },
  'shared-link': { good: () => '', without: 'live' },
};

const propertyOf = (attribute: string) => attribute.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('<rtc-call> attributes in a call', () => {
  const address = location.href;
  afterEach(everyCallIsAccessible);
  afterEach(() => {
    restoreDevices();
    history.replaceState(null, '', address);
  });

  it('are all tried here', async () => {
    const { modules } = (await (await fetch('/custom-elements.json')).json()) as { modules: { declarations: { tagName: string; attributes: { name: string }[] }[] }[] };
    const call = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === 'rtc-call');
    expect([...Object.keys(rows), ...Object.keys(whereabouts)]).to.have.members(call!.attributes.map(({ name }) => name));
  });

  for (const [attribute, { values, without }] of Object.entries(rows)) {
    it(`${attribute} is set, changed and removed, and the call goes on`, async () => {
      const [ada, bob] = (await pageCalls({ 'view-only': false, muted: true, 'camera-off': true }, {})) as [PageCall, PageCall];
      const id = ada.element.localId;
      const property = () => (ada.element as unknown as Record<string, unknown>)[propertyOf(attribute)];
      const goesOn = async () => {
        await ada.element.updateComplete;
        expect([ada.element.phase, ada.element.localId, ada.errors]).to.deep.equal(['live', id, []]);
      };
      for (const [value, expected] of values) {
        ada.element.setAttribute(attribute, value);
        expect(property(), value).to.deep.equal(expected);
        await goesOn();
      }
      ada.element.removeAttribute(attribute);
      expect(property()).to.equal(without);
      await goesOn();
      await ada.element.send('still', 'here');
      await bob.until('data', () => bob.all('rtc-data-received').length === 1);
      expect([ada.story.includes('rtc-left'), bob.story.includes('rtc-participant-left')]).to.deep.equal([false, false]);
    });
  }

  for (const [attribute, { good, bad, without }] of Object.entries(whereabouts)) {
    describe(attribute, () => {
      let call: PageCall;

      beforeEach(async () => {
        call = await pageCall({ autojoin: true, 'view-only': true });
        await call.phase('live');
        if (attribute !== 'transport') return;
        call.element.removeAttribute('transport');
        await call.phase('joining');
        call.fired.length = 0;
      });

      const left = () => call.all('rtc-left').map(({ reason }) => reason);
      const joined = (times: number) => call.until('the other room', () => call.all('rtc-joined').length === times && call.element.phase === 'live');

      it('is set in a call, which goes on there', async () => {
        call.fired.length = 0;
        call.element.setAttribute(attribute, good());
        await joined(1);
        expect([left(), call.errors]).to.deep.equal([attribute === 'transport' ? [] : ['replaced'], []]);
      });

      it('is removed in a call', async () => {
        call.element.setAttribute(attribute, good());
        await joined(attribute === 'transport' ? 1 : 2);
        call.fired.length = 0;
        call.element.removeAttribute(attribute);
        await call.until('that it was left', () => left().length === 1 && call.element.phase === without);
        expect(left()).to.deep.equal([without === 'failed' ? 'error' : 'replaced']);
      });

      if (bad === undefined) return;
      it('that cannot be ends the call, says so, and what can be begins another', async () => {
        call.fired.length = 0;
        call.element.setAttribute(attribute, bad);
        await call.phase('failed');
        expect(call.errors).to.deep.equal(['bad-attribute']);
        call.element.setAttribute(attribute, good());
        await joined(1);
        expect(call.element.error).to.be.null;
      });
    });
  }
});

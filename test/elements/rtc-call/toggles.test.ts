import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import type { SoundProcessing } from '../../../src/core/capture.ts';
import type { CallView } from '../../../src/core/call-view.ts';
import type { RtcCall } from '../../../src/elements/rtc-call/rtc-call.ts';
import { Gestures } from '../../support/gestures.ts';
import { everyCallIsAccessible, type PageCall, pageCall, pageCalls, rejected } from '../../support/page-calls.ts';
import { restoreDevices } from '../../support/recorded-tracks.ts';
import { ScreenPicker } from '../../support/screen-picker.ts';

/** Something that somebody in a call, or the page, turns on and off. */
interface Toggle {
  /** Its state; the first is that of a call in which nothing was set. */
  readonly states: readonly [before: unknown, after: unknown];
  set(call: RtcCall, state: never): Promise<void>;
  get(call: RtcCall): unknown;
  /** What its event has told, in order. */
  told(call: PageCall): unknown[];
  /** How a page wishes for the second state; what needs a gesture, or somebody in the call, has none. */
  readonly attribute?: readonly [name: string, value: string];
}

const ofView = <Key extends keyof CallView>(key: Key) => ({
  get: ({ view }: RtcCall) => view[key],
  told: (call: PageCall) => call.all('rtc-view-changed').flatMap(({ changes }) => changes[key] ?? []),
});

const ofSound = (name: keyof SoundProcessing, attribute: string): Toggle => ({
  states: name === 'music' ? [false, true] : [true, false],
  set: (call, on) => call.setProcessing({ [name]: on }),
  get: ({ processing }) => processing[name],
  told: (call) => call.all('rtc-processing-changed').map(({ processing }) => processing[name]),
  attribute: [attribute, ''],
});

const local = ({ participants }: RtcCall) => participants[0]!;

const toggles: Readonly<Record<string, Toggle>> = {
  microphone: {
    states: [true, false],
    set: (call, on) => call.setMicrophone(on),
    get: (call) => local(call).microphone === 'on',
    told: (call) => call.all('rtc-microphone-changed').map(({ on }) => on),
    attribute: ['muted', ''],
  },
  camera: {
    states: [true, false],
    set: (call, on) => call.setCamera(on),
    get: (call) => local(call).camera === 'on',
    told: (call) => call.all('rtc-camera-changed').map(({ on }) => on),
    attribute: ['camera-off', ''],
  },
  screen: {
    states: [false, true],
    set: (call, on) => call.setScreenShare(on),
    get: (call) => local(call).screen === 'on',
    told: (call) => call.all('rtc-screen-share-changed').map(({ on }) => on),
  },
  hand: {
    states: [false, true],
    set: (call, on) => call.setHand(on),
    get: (call) => local(call).hand,
    told: (call) => call.all('rtc-participant-changed').flatMap(({ participant, changes }) => (participant.isLocal ? (changes.hand ?? []) : [])),
  },
  layout: { states: ['auto', 'speaker'], set: (call, layout) => call.setLayout(layout), ...ofView('layout'), attribute: ['layout', 'speaker'] },
  'hidden self': { states: [false, true], set: (call, on) => call.setHideSelf(on), ...ofView('hideSelf'), attribute: ['hide-self', ''] },
  mirror: { states: [true, false], set: (call, on) => call.setMirror(on), ...ofView('mirror'), attribute: ['no-mirror', ''] },
  panel: { states: ['', 'shortcuts'], set: (call, panel) => call.setPanel(panel), ...ofView('panel'), attribute: ['panel', 'shortcuts'] },
  pin: { states: ['', 'somebody'], set: (call, id) => call.setPinned(id), ...ofView('pinned') },
  'full screen': { states: [false, true], set: (call, on) => call.setFullscreen(on), ...ofView('fullscreen') },
  'small window': { states: [false, true], set: (call, on) => call.setPictureInPicture(on), ...ofView('pictureInPicture') },
  music: ofSound('music', 'music'),
  'echo cancellation': ofSound('echoCancellation', 'no-echo-cancellation'),
  'noise suppression': ofSound('noiseSuppression', 'no-noise-suppression'),
  'automatic gain': ofSound('autoGainControl', 'no-auto-gain'),
};

describe('<rtc-call> toggles', () => {
  let call: PageCall;
  let gestures: Gestures | undefined;
  let picker: ScreenPicker;

  /** With both devices on. */
  async function joined(attributes = {}): Promise<void> {
    [call] = (await pageCalls({ 'view-only': false, ...attributes })) as [PageCall];
    gestures = new Gestures(call.element);
    await call.until('both devices', () => ['microphone', 'camera'].every((device) => device in attributes || local(call.element)[device as 'camera'] === 'on'));
  }

  beforeEach(() => {
    picker = new ScreenPicker();
  });

  afterEach(() => {
    gestures?.restore();
    picker.restore();
    restoreDevices();
  });
  afterEach(everyCallIsAccessible);

  /** Whoever is asked which screen to share chooses one. */
  async function set({ set }: Toggle, state: unknown): Promise<void> {
    const { asked } = picker;
    const setting = set(call.element, state as never);
    if (picker.asked > asked) picker.choose();
    await setting;
  }

  for (const [name, toggle] of Object.entries(toggles)) {
    const [before, after] = toggle.states;

    it(`${name}: a method, a fact and an event`, async () => {
      await joined();
      const { length } = toggle.told(call);
      expect(toggle.get(call.element)).to.equal(before);
      for (const state of [after, after, before]) {
        await set(toggle, state);
        expect(toggle.get(call.element)).to.equal(state);
      }
      expect(toggle.told(call).slice(length)).to.deep.equal([after, before]);
      expect(call.element.phase).to.equal('live');
    });

    const { attribute } = toggle;
    if (!attribute) continue;

    it(`${name}: ${attribute[0]} says so, and what was done since goes before it`, async () => {
      await joined();
      const { length } = toggle.told(call);
      call.element.setAttribute(...attribute);
      await call.until('the change', () => toggle.get(call.element) === after);
      await set(toggle, before);
      call.element.requestUpdate();
      await call.element.updateComplete;
      expect([toggle.get(call.element), call.element.getAttribute(attribute[0])]).to.deep.equal([before, attribute[1]]);
      await set(toggle, after);
      call.element.removeAttribute(attribute[0]);
      await call.until('the change', () => toggle.get(call.element) === before);
      await call.until('all events', () => toggle.told(call).length === length + 4);
      expect(toggle.told(call).slice(length)).to.deep.equal([after, before, after, before]);
    });
  }
});

interface Question {
  readonly type: 'rtc-before-join' | 'rtc-before-leave' | 'rtc-before-share';
  readonly phase: 'prejoin' | 'live';
  readonly button: string;
  ask(call: RtcCall): Promise<void>;
  /** What is true once it is done. */
  isDone(call: RtcCall): boolean;
}

const questions: readonly Question[] = [
  { type: 'rtc-before-join', phase: 'prejoin', button: 'Join', ask: (call) => call.join(), isDone: ({ phase }) => phase === 'live' },
  { type: 'rtc-before-leave', phase: 'live', button: 'Leave', ask: (call) => call.leave(), isDone: ({ phase }) => phase === 'ended' },
  {
    type: 'rtc-before-share',
    phase: 'live',
    button: 'Share screen',
    ask: (call) => call.setScreenShare(true),
    isDone: ({ participants }) => participants[0]?.screen === 'on',
  },
];

describe('<rtc-call> questions', () => {
  let picker: ScreenPicker;

  beforeEach(() => {
    picker = new ScreenPicker();
  });
  afterEach(() => picker.restore());
  afterEach(everyCallIsAccessible);

  for (const { type, phase, button, ask, isDone } of questions) {
    it(`${type} stops the method and the button, until the page lets them`, async () => {
      const call = await pageCall({ muted: true, 'camera-off': true, autojoin: phase === 'live' });
      await call.phase(phase);
      const prevent = (event: Event) => event.preventDefault();
      call.element.addEventListener(type, prevent);
      const { length } = call.all(type);
      expect(await rejected(ask(call.element))).to.equal('denied');
      (await call.enabled(button)).click();
      await call.until('both questions', () => call.all(type).length === length + 2);
      await call.element.updateComplete;
      expect([call.element.phase, isDone(call.element), picker.asked, call.errors]).to.deep.equal([phase, false, 0, []]);
      call.element.removeEventListener(type, prevent);
      (await call.enabled(button)).click();
      if (type === 'rtc-before-share') picker.choose();
      await call.until('that it is done', () => isDone(call.element));
    });
  }
});

import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, pageCall } from '../../support/page-calls.ts';
import { PluggedDevices } from '../../support/plugged-devices.ts';

const place = 'rtc-elements.devices';

describe('<rtc-call> remembered devices', () => {
  let devices: PluggedDevices;
  let kept: Map<string, string>;

  const original = Object.getOwnPropertyDescriptor(window, 'localStorage')!;

  /** A store of this test's own: other files use the browser's at the same time. */
  const inject = (storage: Partial<Storage> | (() => never)) => {
    const get = typeof storage === 'function' ? storage : () => storage;
    Object.defineProperty(window, 'localStorage', { configurable: true, get });
  };

  beforeEach(() => {
    devices = new PluggedDevices(
      ['audioinput', 'desk', 'Desk microphone'],
      ['audioinput', 'headset', 'Headset'],
      ['videoinput', 'camera', 'Camera of the screen'],
      ['videoinput', 'other', 'Another camera'],
    );
    kept = new Map();
    inject({
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    });
  });

  afterEach(everyCallIsAccessible);
  afterEach(() => {
    devices.restore();
    Object.defineProperty(window, 'localStorage', original);
  });

  const inCall = async (attributes = {}) => {
    const call = await pageCall({ autojoin: true, 'forget-devices': false, ...attributes });
    await call.until('both', () => call.element.participants[0]?.camera === 'on' && call.element.participants[0].microphone === 'on');
    return call;
  };

  it('are used in the next call', async () => {
    const call = await inCall();
    await call.element.setDevice('microphone', 'headset');
    await call.element.setDevice('camera', 'other');
    await call.element.leave();
    await inCall();
    expect(devices.inUse.sort()).to.deep.equal(['headset', 'other']);
  });

  it('are those that somebody chose, and no others', async () => {
    await inCall();
    expect(kept.size).to.equal(0);
  });

  it('are forgotten when the browser is to choose', async () => {
    const call = await inCall();
    await call.element.setDevice('microphone', 'headset');
    await call.element.setDevice('microphone', '');
    expect(kept.size).to.equal(0);
  });

  it('are remembered, still, when they are not there, and another is used', async () => {
    kept.set(place, JSON.stringify({ microphone: 'gone', camera: 'other' }));
    const call = await inCall();
    expect([devices.inUse.sort(), call.errors]).to.deep.equal([['desk', 'other'], []]);
    expect(JSON.parse(kept.get(place)!)).to.deep.equal({ microphone: 'gone', camera: 'other' });
  });

  it('are neither read nor written with forget-devices', async () => {
    kept.set(place, JSON.stringify({ camera: 'other' }));
    const call = await inCall({ 'forget-devices': true });
    expect(devices.inUse.sort()).to.deep.equal(['camera', 'desk']);
    await call.element.setDevice('microphone', 'headset');
    expect(JSON.parse(kept.get(place)!)).to.deep.equal({ camera: 'other' });
  });

  for (const [what, text] of [
    ['no JSON', '{'],
    ['no object', '"camera"'],
    ['nothing', 'null'],
    ['of other types', '{"camera":{"exact":"other"},"microphone":["headset"]}'],
    ['too long', JSON.stringify({ camera: 'o'.repeat(257), microphone: '' })],
    ['of other names', '{"__proto__":{"camera":"other"},"toaster":"other"}'],
  ] as const) {
    it(`are none where what is kept is ${what}`, async () => {
      kept.set(place, text);
      await inCall();
      expect(devices.inUse.sort()).to.deep.equal(['camera', 'desk']);
    });
  }

  for (const [what, storage] of [
    ['no storage', () => { throw new DOMException('Injected', 'SecurityError'); }],
    ['a full one', { getItem: () => null, setItem: () => { throw new DOMException('Injected', 'QuotaExceededError'); } }],
  ] as const) {
    it(`are chosen for the page alone with ${what} (injected)`, async () => {
      inject(storage);
      const call = await inCall();
      await call.element.setDevice('camera', 'other');
      expect([devices.inUse.sort(), call.errors]).to.deep.equal([['desk', 'other'], []]);
    });
  }
});

import { expect } from '@open-wc/testing';
import { type PageCall, pageCalls, rejected } from '../../support/page-calls.ts';
import { PluggedDevices } from '../../support/plugged-devices.ts';
import { injectDevices, recordTracks } from '../../support/recorded-tracks.ts';
import { ScreenPicker } from '../../support/screen-picker.ts';
import type { Exercises } from '../exercised.ts';

/** Two in a call; only the first sends anything. */
async function two(attributes = {}): Promise<[PageCall, PageCall]> {
  return (await pageCalls({ 'view-only': false, muted: true, 'camera-off': true, ...attributes }, {})) as [PageCall, PageCall];
}

/** Turns one device on and off: by its method, and by its attribute. */
async function turned(device: 'microphone' | 'camera', attribute: string): Promise<void> {
  const [ada, bob] = await two();
  const set = (on: boolean) => (device === 'camera' ? ada.element.setCamera(on) : ada.element.setMicrophone(on));
  const seen = (state: 'on' | 'off') => bob.until(`that it is ${state}`, () => bob.element.participants[1]?.[device] === state);
  await set(true);
  expect(ada.element.participants[0]?.[device]).to.equal('on');
  await seen('on');
  await set(false);
  await seen('off');
  ada.element.removeAttribute(attribute);
  await seen('on');
  ada.element.setAttribute(attribute, '');
  await seen('off');
  await ada.until('that it is off', () => ada.all(`rtc-${device}-changed`).length === 4);
  expect(ada.all(`rtc-${device}-changed`).map(({ on }) => on)).to.deep.equal([true, false, true, false]);
  expect(bob.all('rtc-participant-changed').flatMap(({ changes }) => changes[device] ?? [])).to.deep.equal(['on', 'off', 'on', 'off']);
}

/** A wish, as every browser gives it back. */
function wished(value: string | number | boolean | { readonly ideal?: unknown } | undefined): unknown {
  return typeof value === 'object' ? value.ideal : value;
}

/** What is sent, and from which device. */
export const devices = {
  'turns the microphone on and off': () => turned('microphone', 'muted'),
  'turns the camera on and off': () => turned('camera', 'camera-off'),

  'has no camera in a call of sound': async () => {
    const [ada, bob] = await two({ 'camera-off': false });
    await bob.until('the camera', () => bob.element.participants[1]?.camera === 'on');
    ada.element.setAttribute('audio-only', '');
    await bob.until('no camera', () => bob.element.participants[1]?.camera === 'off');
    expect(await rejected(ada.element.setCamera(true))).to.equal('denied');
    await ada.until('no button', () => ada.buttons.every(({ title }) => title !== 'Turn on camera'));
  },

  'shares a screen': async () => {
    const picker = new ScreenPicker();
    const [ada, bob] = await two();
    const sharing = ada.element.setScreenShare(true);
    await ada.until('the question', () => picker.asked === 1);
    picker.choose();
    await sharing;
    await bob.until('the screen', () => bob.element.participants[1]?.screen === 'on');
    await bob.until('its tile', () => bob.parts('tile').length === 3);
    await ada.element.setScreenShare(false);
    await bob.until('no screen', () => bob.element.participants[1]?.screen === 'off');
    expect(ada.all('rtc-screen-share-changed').map(({ on }) => on)).to.deep.equal([true, false]);
    expect(bob.all('rtc-participant-changed').flatMap(({ changes }) => changes.screen ?? [])).to.deep.equal(['on', 'off']);
    picker.restore();
  },

  'uses another device': async () => {
    const { setSinkId } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.setSinkId = () => Promise.resolve();
    const plugged = new PluggedDevices(
      ['audioinput', 'desk', 'Desk microphone'],
      ['audioinput', 'headset', 'Headset'],
      ['videoinput', 'front', 'Front camera'],
      ['videoinput', 'back', 'Back camera'],
      ['audiooutput', 'loud', 'Loudspeaker'],
    );
    try {
      const [ada] = await two({ muted: false, 'camera-off': false });
      await ada.until('both', () => plugged.inUse.length === 2 && ada.element.participants[0]?.camera === 'on');
      await ada.element.setDevice('microphone', 'headset');
      await ada.element.setDevice('camera', 'back');
      await ada.element.setDevice('speaker', 'loud');
      expect(plugged.inUse.sort()).to.deep.equal(['back', 'headset']);
      expect(ada.all('rtc-device-changed').map(({ kind, deviceId }) => [kind, deviceId]).slice(-3)).to.deep.equal([
        ['microphone', 'headset'],
        ['camera', 'back'],
        ['speaker', 'loud'],
      ]);
      expect(ada.element.participants[0]).to.include({ microphone: 'on', camera: 'on' });
      await ada.element.leave();
    } finally {
      plugged.restore();
      HTMLMediaElement.prototype.setSinkId = setSinkId;
    }
  },

  'films as large and as often as is wished': async () => {
    const tracks = recordTracks();
    const [ada] = await two({ 'camera-off': false, resolution: '360p', 'frame-rate': 15 });
    await ada.until('the camera', () => ada.element.participants[0]?.camera === 'on');
    const picture = () => {
      const { height, frameRate } = tracks.live[0]!.getConstraints();
      return [wished(height), wished(frameRate)];
    };
    expect(picture()).to.deep.equal([360, 15]);
    expect([ada.element.resolution, ada.element.frameRate]).to.deep.equal(['360p', 15]);
    ada.element.setAttribute('resolution', '180p');
    ada.element.setAttribute('frame-rate', '10');
    await ada.until('less', () => String(picture()) === '180,10');
    expect(tracks.granted).to.have.length(1);
  },

  'processes sound as is wished': async () => {
    const tracks = recordTracks();
    const [ada] = await two({ muted: false });
    await ada.until('the microphone', () => ada.element.participants[0]?.microphone === 'on');
    const done = () => {
      const { echoCancellation, noiseSuppression, autoGainControl } = tracks.live[0]?.getConstraints() ?? {};
      return [echoCancellation, noiseSuppression, autoGainControl].map(wished).join();
    };
    await ada.until('all three', () => done() === 'true,true,true');
    ada.element.setAttribute('no-echo-cancellation', '');
    await ada.until('no cancellation', () => done() === 'false,true,true');
    ada.element.setAttribute('no-auto-gain', '');
    await ada.until('no gain', () => done() === 'false,true,false');
    ada.element.setAttribute('no-noise-suppression', '');
    await ada.until('none', () => done() === 'false,false,false');
    await ada.element.setProcessing({ noiseSuppression: true });
    expect(done()).to.equal('false,true,false');
    expect(ada.element.processing).to.include({ echoCancellation: false, noiseSuppression: true, autoGainControl: false });
    expect(ada.all('rtc-processing-changed').at(-1)?.processing).to.equal(ada.element.processing);
  },

  'hears who speaks': async () => {
    const throat = new AudioContext();
    const sound = new OscillatorNode(throat, { type: 'sawtooth', frequency: 130 });
    const out = new MediaStreamAudioDestinationNode(throat);
    sound.connect(new GainNode(throat, { gain: 0.2 })).connect(out);
    sound.start();
    injectDevices(() => Promise.resolve(out.stream));
    const [ada, bob] = await two({ muted: false, 'audio-only': true });
    const [heard] = await bob.until('that Ada speaks', () => bob.all('rtc-speaker-changed').length > 0 && bob.all('rtc-speaker-changed'));
    expect(heard?.participant?.id).to.equal(ada.element.localId);
    expect(bob.element.participants[1]?.speaking).to.be.true;
    await ada.element.leave();
    await throat.close();
  },

  'plays somebody less loudly': async () => {
    const [ada, bob] = await two();
    await bob.element.setVolume(ada.element.localId!, 0.25);
    expect(bob.element.participants[1]?.volume).to.equal(0.25);
    expect(bob.all('rtc-participant-changed').at(-1)?.changes).to.deep.equal({ volume: 0.25 });
    expect(ada.element.participants[0]?.volume).to.equal(1);
  },
} satisfies Partial<Exercises>;

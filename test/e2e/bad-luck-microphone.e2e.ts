import { endBrowser } from './support/browser-processes.ts';
import { household } from './support/household.ts';
import { PluggedMicrophone } from './support/sound-server.ts';

const noCamera = 'No camera or microphone was found. You can still see and hear others.';
const stopped = 'Your camera or microphone stopped. You can still see and hear others.';

const gone = '“Headset” is gone. You’re heard through';

// All of it is real: the microphones come and go at the sound server, and there is no camera.
describe('microphones that come and go', () => {
  const house = household();
  const plugged: PluggedMicrophone[] = [];
  const plugIn = async (name: string) => {
    const microphone = await PluggedMicrophone.plugIn(name);
    plugged.push(microphone);
    return microphone;
  };
  afterEach('unplug all', () => plugged.splice(0).forEach((microphone) => microphone.unplug()));
  after(() => Promise.all([endBrowser('chromium with a headset'), endBrowser('firefox with a headset')]));

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`are followed before joining and in the call: ${browser}`, async () => {
      const headset = await plugIn('Headset');
      const desk = await plugIn('Desk');
      const bob = await house.caller('Bob', 'second chromium', { 'camera-off': true });
      const ada = await house.caller('Ada', `${browser} with a headset`, { autojoin: false });

      // Firefox would ask; Chromium was told that it may.
      if (browser === 'firefox') await ada.press('Show my camera');
      await ada.hearsOfErrors('media-not-found');
      await ada.reads(noCamera);
      await ada.isOffered('Microphone', ['Headset', 'Desk']);
      const lamp = await plugIn('Lamp');
      await ada.isOffered('Microphone', ['Headset', 'Desk', 'Lamp']);
      lamp.unplug();
      await ada.isOffered('Microphone', ['Headset', 'Desk'], ['Lamp']);
      await ada.choose('Microphone', 'Headset');

      await ada.press('Join without camera');
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await bob.hears(1);

      headset.unplug();
      await ada.reads(gone);
      await bob.sees('Ada', { microphone: 'on', connection: 'live' });
      await plugIn('Headset');
      await ada.readsNoMore(gone);
      await bob.sees('Ada', { microphone: 'on' });
      await bob.hears(1);
      await ada.hearsOfErrors('media-not-found');

      // What Firefox has left is what the speakers play.
      if (browser === 'firefox') return;
      desk.unplug();
      plugged.at(-1)?.unplug();
      await ada.hearsOfErrors('media-not-found', 'media-ended');
      await ada.reads(stopped);
      await bob.sees('Ada', { microphone: 'off', connection: 'live' });
      await bob.tileLooks('Ada', { muted: true });
      await ada.press('Microphone');
      await ada.hearsOfErrors('media-not-found', 'media-ended', 'media-not-found');
      await ada.reads(noCamera);
      await plugIn('Another');
      await ada.press('Microphone');
      await bob.sees('Ada', { microphone: 'on' });
    });
  }
});

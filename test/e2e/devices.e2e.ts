import { household } from './support/household.ts';

describe('a microphone and a camera', () => {
  const house = household();

  it('that go off and on again do so for the other side, in both directions', async () => {
    const [ada, bob] = await house.pair('chromium', 'firefox');

    for (const [one, other] of [[ada, bob], [bob, ada]] as const) {
      await other.sees(one.name, { microphone: 'on', camera: 'on' });

      await one.press('Microphone');
      await other.sees(one.name, { microphone: 'off', camera: 'on' });
      await other.tileLooks(one.name, { muted: true, picture: true });
      await other.hears(0);

      await one.press('Microphone');
      await other.sees(one.name, { microphone: 'on' });
      await other.tileLooks(one.name, { muted: false });
      await other.hears(1);

      await one.press('Camera');
      await other.sees(one.name, { microphone: 'on', camera: 'off' });
      await other.tileLooks(one.name, { noVideo: true, picture: false, placeholder: true });

      await one.press('Camera');
      await other.sees(one.name, { camera: 'on' });
      await other.tileLooks(one.name, { noVideo: false, placeholder: false });
      await other.seesMoving(one.name);
      await other.hears(1);
    }
  });

  it('that were off from the start can be turned on', async () => {
    const ada = await house.caller('Ada', 'chromium', { muted: true, 'camera-off': true });
    const bob = await house.caller('Bob', 'firefox', { muted: true, 'camera-off': true });
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await ada.tileLooks('Bob', { muted: true, noVideo: true });
    await bob.tileLooks('Ada', { muted: true, noVideo: true });

    for (const one of [ada, bob]) {
      await one.press('Microphone');
      await one.press('Camera');
    }

    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
    await Promise.all([ada.hears(1), bob.hears(1)]);
  });
});

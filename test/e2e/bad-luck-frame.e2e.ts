import { expect } from 'chai';
import type { Caller } from './support/caller.ts';
import { type Attributes, household } from './support/household.ts';
import { Site } from './support/site.ts';

const words = 'This page isn’t allowed to use the camera or microphone here. You can still see and hear others.';

describe('a call in a frame of another site', () => {
  const house = household();
  let portal: Site;
  before('open the portal', async () => void (portal = await Site.open()));
  after('close the portal', () => portal.close());

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`that allows nothing goes on without devices, and says what to allow: ${browser}`, async () => {
      const bob = await house.caller('Bob', 'second chromium');
      const ada = await framed('', browser);
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await ada.hearsOfErrors('permission-policy', 'permission-policy');
      await ada.reads(words);
      const advice = ada.tab.warnings.at(-1) ?? '';
      expect(ada.tab.warnings.toSorted()).to.deep.equal([
        '<rtc-call>: permission-policy: The frame may not use the camera: <iframe allow="camera; microphone; autoplay">',
        '<rtc-call>: permission-policy: The frame may not use the microphone: <iframe allow="camera; microphone; autoplay">',
      ]);
      await house.closeTab(ada.tab);
      await bob.isWith();

      // The advice helps.
      await framed(/allow="[^"]*"/.exec(advice)?.[0] ?? '', browser);
      await bob.sees('Ada', { camera: 'on', microphone: 'on' });
      await bob.seesMoving('Ada');
    });

    it(`that allows the microphone alone sends that: ${browser}`, async () => {
      const bob = await house.caller('Bob', 'second chromium');
      const ada = await framed('allow="microphone"', browser);
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await ada.hearsOfErrors('permission-policy');
      await bob.sees('Ada', { camera: 'off', microphone: 'on' });
      await bob.hears(1);
    });

    it(`asks for no more than it needs: ${browser}`, async () => {
      const ada = await framed('', browser, { 'audio-only': true });
      await ada.hearsOfErrors('permission-policy');
      expect(ada.tab.warnings).to.deep.equal([
        '<rtc-call>: permission-policy: The frame may not use the microphone: <iframe allow="microphone; autoplay">',
      ]);
      await ada.joined();
    });
  }

  it('that allows all is not to blame when the person refuses: wary firefox', async () => {
    const ada = await framed('allow="camera; microphone"', 'wary firefox');
    await ada.hearsOfErrors('media-denied', 'media-denied');
    await ada.joined();
    expect(ada.tab.warnings).to.deep.equal([]);
  });

  async function framed(allow: string, browser: 'chromium' | 'firefox' | 'wary firefox', attributes: Attributes = {}): Promise<Caller> {
    house.know(portal.origin);
    const call = house.page(house.tag({ 'display-name': 'Ada', ...attributes }));
    return house.callerAt(portal.put(`<!doctype html><title>A portal</title><iframe src="${call}" width="800" height="600" ${allow}></iframe>`), 'Ada', browser);
  }
});

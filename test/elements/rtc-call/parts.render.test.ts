import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { outerScenes, play, scenes } from '../../support/call-scenes.ts';
import { fetchDeclared } from '../../support/manifest.ts';
import { everyCallIsAccessible, pageCall } from '../../support/page-calls.ts';
import { injectPermission, restoreDevices } from '../../support/recorded-tracks.ts';
import { StyledParts } from '../../support/styled-parts.ts';

describe('<rtc-call> and every part of it', () => {
  afterEach(everyCallIsAccessible);
  afterEach(restoreDevices);

  it('takes the style that the page has for it, by the name in the documentation', async () => {
    const { parts } = (await fetchDeclared()).find(({ tag }) => tag === 'rtc-call')!;
    const styled = new StyledParts('rtc-call', parts);
    injectPermission('prompt');
    const call = await pageCall({ 'no-standby': true });
    await call.phase('prejoin');
    for (const scene of [...outerScenes, ...scenes]) {
      play(call.element, scene);
      await call.until(`${scene.shows} of "${scene.name}"`, () => {
        styled.look(call.element);
        return styled.seen.has(scene.shows);
      });
    }
    styled.remove();
    expect(styled.missing).to.deep.equal([]);
  });
});

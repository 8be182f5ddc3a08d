import { expect } from '@open-wc/testing';
import { version } from '../src/ui/version.ts';

describe('on a page with modules of the same version', () => {
  it('the loader adds what they lack', async () => {
    class Theirs extends HTMLElement {}
    Object.assign(customElements, { [Symbol.for('rtc-elements')]: { version, name: version } });
    customElements.define('rtc-video-tile', Theirs);
    const root = document.createElement('div').attachShadow({ mode: 'open' });

    const { watch } = await import('../src/loader.ts');
    watch(root);
    root.append(document.createElement('rtc-video-tile'), document.createElement('rtc-call'));
    await customElements.whenDefined('rtc-call');
    await import('../src/elements/rtc-video-tile/rtc-video-tile.ts');

    expect(customElements.get('rtc-video-tile')).to.equal(Theirs);
  });
});

import { expect } from '@open-wc/testing';
import { watch } from '../src/loader.ts';

// One page per file: what one test loads is there for the next.
describe('several shadow roots of a page', () => {
  it('are watched each by itself, in the document or not yet, and no others are', async () => {
    const roots = [0, 1, 2].map(() => document.createElement('div').attachShadow({ mode: 'closed' }));
    const [first, second, forgotten] = roots as [ShadowRoot, ShadowRoot, ShadowRoot];
    document.body.append(first.host, forgotten.host);
    for (const root of [first, second, second]) watch(root);

    forgotten.append(document.createElement('rtc-call'));
    second.append(document.createElement('rtc-video-tile'));
    await customElements.whenDefined('rtc-video-tile');
    expect(customElements.get('rtc-call')).to.be.undefined;

    first.append(document.createElement('rtc-call'));
    await customElements.whenDefined('rtc-call');
  });
});

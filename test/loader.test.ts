import { expect, fixture, html } from '@open-wc/testing';
import { watch } from '../src/loader.ts';

// One page per file: nothing of the library is defined but what the loader loads.
describe('the loader', () => {
  it('defines nothing before a tag appears', async () => {
    await fixture(html`<p></p>`);
    expect(customElements.get('rtc-video-tile')).to.be.undefined;
    expect(customElements.get('rtc-call')).to.be.undefined;
  });

  it('loads an element in a page’s shadow root that is watched', async () => {
    const page = await fixture(html`<div></div>`);
    const root = page.attachShadow({ mode: 'open' });
    root.append(document.createElement('p'));
    watch(root);
    root.append(document.createElement('rtc-video-tile'));
    await customElements.whenDefined('rtc-video-tile');
    expect(customElements.get('rtc-call')).to.be.undefined;
  });

  it('loads an element whose tag comes inside another', async () => {
    const section = document.createElement('section');
    section.append(document.createElement('p'));
    section.firstElementChild?.append(document.createElement('rtc-call'));
    const page = await fixture(html`<div></div>`);
    page.append(section);
    await customElements.whenDefined('rtc-call');
  });

  it('goes on watching when everything is loaded', async () => {
    const page = await fixture(html`<div></div>`);
    page.append(document.createElement('rtc-call'), 'text', document.createElement('p'));
    expect(page.firstElementChild?.matches(':defined')).to.be.true;
  });
});

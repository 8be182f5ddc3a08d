import { expect } from '@open-wc/testing';

const script = 'https://elsewhere.example/rtc-elements.js';

/** What a script of another version left, before ours came. */
const first = {
  version: '9.9.9',
  name: `9.9.9 (${script})`,
  asked: [] as Node[],
  watch(root: Node) {
    this.asked.push(root);
  },
};

describe('on a page that has another version already', () => {
  const warnings: unknown[][] = [];
  const { warn } = console;

  before(() => {
    console.warn = (...words: unknown[]) => void warnings.push(words);
    Object.assign(customElements, { [Symbol.for('rtc-elements')]: first });
  });

  after(() => {
    console.warn = warn;
  });

  it('the loader says so, watches nothing, and hands on what it is asked to watch', async () => {
    const { watch } = await import('../src/loader.ts');
    const root = document.createElement('div').attachShadow({ mode: 'open' });
    watch(root);

    expect(first.asked).to.deep.equal([root]);
    expect(warnings).to.deep.equal([[`rtc-elements ${first.name} is here already; source (${new URL('../src/loader.ts', import.meta.url).href}) is not used`]]);
  });

  it('modules define nothing, and say no more', async () => {
    document.body.append(document.createElement('rtc-call'), document.createElement('rtc-video-tile'));
    const { RtcCall } = await import('../src/elements/rtc-call/rtc-call.ts');
    await import('../src/elements/rtc-video-tile/rtc-video-tile.ts');

    expect(RtcCall).to.be.a('function');
    expect(customElements.get('rtc-call')).to.be.undefined;
    expect(customElements.get('rtc-video-tile')).to.be.undefined;
    expect(warnings).to.have.lengthOf(1);
  });
});

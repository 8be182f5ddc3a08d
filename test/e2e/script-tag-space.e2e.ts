import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserName } from './support/browser-processes.ts';
import { household } from './support/household.ts';

/** Every element there is. */
const tags = readdirSync('dist').flatMap((file) => /^(rtc-(?!elements\b)[\w-]+)\.js$/.exec(file)?.[1] ?? []);

const markups: Readonly<Record<string, string>> = {
  ...Object.fromEntries(tags.map((tag) => [`<${tag}>`, `<${tag}></${tag}>`])),
  'buttons among words': '<p>Before <rtc-mic-button></rtc-mic-button> and <rtc-leave-button>Good bye</rtc-leave-button> after</p>',
  'a layout of the page’s own': `<rtc-call room="r" no-standby><rtc-stage></rtc-stage><rtc-toolbar></rtc-toolbar></rtc-call>`,
  '<rtc-prejoin> in a narrow column': '<div style="inline-size: 300px"><rtc-prejoin></rtc-prejoin></div>',
  '<rtc-prejoin> in a column': '<div style="inline-size: 500px"><rtc-prejoin></rtc-prejoin></div>',
  '<rtc-call> with a height from the page': '<rtc-call style="block-size: 30rem"></rtc-call>',
  '<rtc-call> with a width from the page': '<rtc-call style="inline-size: 50%; margin: auto"></rtc-call>',
  '<rtc-call> in a row': '<div style="display: flex"><rtc-call style="flex: 1"></rtc-call><p>Beside it</p></div>',
  '<rtc-call> with words of the page on some screens': '<rtc-call><h2 slot="prejoin">Come in</h2><p slot="ended">Bye</p></rtc-call>',
  '<rtc-call> with a layout of the page’s own': '<rtc-call><h2>Ours</h2><rtc-video-tile style="inline-size: 300px"></rtc-video-tile></rtc-call>',
  '<rtc-video-tile> of another shape': '<rtc-video-tile style="aspect-ratio: 1; inline-size: 200px"></rtc-video-tile>',
  '<rtc-video-tile> whose shape a style sheet says': '<style>rtc-video-tile { aspect-ratio: 4 / 3 }</style><rtc-video-tile></rtc-video-tile>',
};

interface Measured {
  /** The browser's cumulative layout shift; in Firefox, which does not tell, 0. */
  readonly shift: number;
  /** CSS pixels by which an edge of anything moved at most; engines round. */
  readonly moved: number;
}

/** In the page: how far everything moves when the script comes, late. */
const measuring = (loader: string) => `<script type="module">
  const frame = () => new Promise(requestAnimationFrame);
  const ours = () => [...document.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('rtc-'));
  let shift = 0;
  const count = (entries) => entries.forEach(({ value }) => (shift += value));
  const observer = new PerformanceObserver((list) => count(list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });

  const edges = ({ left, top, right, bottom }) => [left, top, right, bottom];
  // What lies above the page takes no place in it.
  const inFlow = () => [...document.body.children].filter(({ localName }) => localName !== 'rtc-support');
  const places = () => inFlow().flatMap((element) => edges(element.getBoundingClientRect()));

  async function measure() {
    // Seen before the script comes.
    for (let frames = 0; frames < 2; frames++) await frame();
    const before = places();
    await import('${loader}');
    await Promise.all(ours().map(({ localName }) => customElements.whenDefined(localName)));
    await Promise.all(ours().map(({ updateComplete }) => updateComplete));
    // What moves in one frame is told in the next.
    for (let frames = 0; frames < 3; frames++) await frame();
    count(observer.takeRecords());
    return { shift, moved: Math.max(...places().map((edge, index) => Math.abs(edge - before[index]))) };
  }

  globalThis.shifted = measure();
</script>`;

describe('before the code of an element is there', () => {
  const house = household();

  async function measure(markup: string, styles: string, browser: BrowserName = 'chromium'): Promise<Measured> {
    const body = `${styles}<h1>Above</h1>${markup}<p>Below, and read already</p>${measuring(`${house.server.origin}/rtc-elements.js`)}`;
    const { page } = await house.visit(browser, house.page(body, ''));
    return (await page.evaluate('shifted')) as Measured;
  }

  const sheet = () => `<link rel="stylesheet" href="${house.server.origin}/rtc-elements.css">`;

  for (const [name, markup] of Object.entries(markups)) {
    it(`its place is kept: ${name}`, async () => {
      const { shift, moved } = await measure(markup, sheet());
      expect(shift).to.equal(0);
      expect(moved).to.be.lessThan(0.1);
    });
  }

  it('all of it in Firefox', async () => {
    const { moved } = await measure(Object.values(markups).join('<hr>'), sheet(), 'firefox');
    expect(moved).to.be.lessThan(0.1);
  });

  for (const tag of ['rtc-call', 'rtc-video-tile']) {
    it(`without the style sheet, everything moves: <${tag}>`, async () => {
      const { shift, moved } = await measure(`<${tag}></${tag}>`, '');
      expect(shift).to.be.greaterThan(0.01);
      expect(moved).to.be.greaterThan(100);
    });
  }

  // Twelve buttons have names: decision 027.
  it('the style sheet weighs little', () => {
    expect(readFileSync('dist/rtc-elements.css').length).to.be.at.most(1260);
  });
});

import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, type PageCall, pageCalls } from '../../support/page-calls.ts';

describe('<rtc-call> captions', () => {
  afterEach(everyCallIsAccessible);

  const box = (call: PageCall, part: string) => call.part(part)!.getBoundingClientRect();
  const caption = (text: string) => Object.assign(document.createElement('p'), { slot: 'captions', textContent: text });
  const filled = async (text: string) => {
    const [call] = await pageCalls({}, {}, {});
    const words = caption(text);
    call!.element.append(words);
    await call!.until('room for captions', () => call!.part('captions'));
    return { call: call!, words };
  };

  it('take no room without any', async () => {
    const [call] = await pageCalls({}, {}, {});
    expect(call!.part('captions')).to.equal(undefined);
    expect(box(call!, 'toolbar').top - box(call!, 'stage').bottom).to.equal(0);
  });

  it('lie between the tiles and the controls, on none of them', async () => {
    const { call } = await filled('Grace: Shall we begin?');
    const [stage, captions, toolbar] = ['stage', 'captions', 'toolbar'].map((part) => box(call, part));
    expect(captions!.top).to.be.at.least(stage!.bottom);
    expect(captions!.bottom).to.be.at.most(toolbar!.top);
    await call.until('the tiles to make room', () => call.parts('tile').every((tile) => tile.getBoundingClientRect().bottom <= captions!.top));
  });

  it('move nothing, whatever is said', async () => {
    const { call, words } = await filled('');
    const before = box(call, 'stage').height;
    words.textContent = 'It is said, and read. '.repeat(40);
    await call.element.updateComplete;
    expect(box(call, 'stage').height).to.equal(before);
  });

  it('are a log with a name, reached by Tab, which is not read out over those who speak', async () => {
    const { call } = await filled('Grace: Shall we begin?');
    const { role, ariaLabel, ariaLive, tabIndex } = call.part('captions')!;
    expect({ role, ariaLabel, ariaLive, tabIndex }).to.deep.equal({ role: 'log', ariaLabel: 'Captions', ariaLive: 'off', tabIndex: 0 });
  });

  it('give the room back when they go', async () => {
    const { call, words } = await filled('Grace: Shall we begin?');
    words.remove();
    await call.until('no captions', () => !call.part('captions'));
    expect(box(call, 'toolbar').top - box(call, 'stage').bottom).to.equal(0);
  });
});

import { expect } from 'chai';
import { household } from './support/household.ts';
import { PageTree } from './support/page-tree.ts';

describe('a call by roles and names alone', () => {
  const house = household();

  it('is joined, used, left and joined again, and is read in an order that makes sense', async () => {
    const bob = await house.caller('Bob', 'firefox');
    await bob.isWith();
    const ada = await house.callerAt(house.page(`<h1>Our meeting</h1>${house.tag({ autojoin: false })}<p>Below</p>`), 'Ada', 'chromium');
    const tree = await PageTree.of(ada.page);
    /** Of these, in the order in which they are read. */
    const order = async (...wanted: readonly (string | RegExp)[]) => {
      for (const each of wanted) await tree.find(each);
      const lines = await tree.lines();
      const places = wanted.map((each) => lines.findIndex((line) => (typeof each === 'string' ? line === each : each.test(line))));
      expect(places, lines.join('\n')).to.deep.equal([...places].sort((a, b) => a - b));
    };

    await order('heading Our meeting', 'button Microphone', 'button Camera', 'textbox Your name', 'button Join', 'combobox Microphone', 'StaticText Below');
    await tree.use('textbox Your name', 'A');
    await ada.page.keyboard.type('da');
    await tree.use('button Join');
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);

    await order('heading Our meeting', 'group Ada (you)', 'group Bob', 'toolbar Call controls', 'button Microphone', 'button Camera', 'button Hand', 'button More', 'button Leave', 'StaticText Below');
    await tree.use('button Microphone');
    await bob.sees('Ada', { microphone: 'off' });
    // Whoever is off is called so.
    await tree.find('group Ada (you), Microphone off');
    await tree.use('button Hand');
    await bob.sees('Ada', { hand: true });
    await tree.use('button React');
    // What opens takes the focus, a moment later.
    await tree.focused(/^button React with/);
    await tree.use('button React with 👏');
    await bob.sees('Ada', { reaction: '👏' });
    await tree.use(/^button People/);
    await order('group Bob', 'toolbar Call controls', 'region People', 'heading People', 'button Close', 'list People', 'button More about Bob');
    await tree.use('button More about Bob');
    await tree.use('button Pin');
    await ada.tab.until('Bob to be pinned', () => ada.details('rtc-view-changed').some(({ changes }) => changes?.pinned === bob.state.localId));
    await tree.use('button Close');
    await tree.use('button Pin Bob');
    await ada.tab.until('nobody to be pinned', () => ada.details('rtc-view-changed').some(({ changes }) => changes?.pinned === ''));
    await tree.use('button More');
    await tree.use('button Settings');
    await order('region Settings', 'heading Settings', 'combobox Microphone');
    await tree.use('button Close');
    await tree.use('button Leave');
    await bob.isWith();
    await order('heading You left the call', 'button Join again');
    await tree.use('button Join again');
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await tree.find('toolbar Call controls');
  });
});

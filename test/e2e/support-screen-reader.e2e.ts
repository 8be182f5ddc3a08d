import { expect } from 'chai';
import { PageTree } from './support/page-tree.ts';
import { shop } from './support/shop.ts';
import { patience } from './support/tab.ts';

describe('a support call by roles and names alone', () => {
  const store = shop();

  it('is asked for, had and rated, and answered, and is read in an order that makes sense', async () => {
    const ada = await store.agentAtDoor('Ada', 'second chromium');
    const vera = await store.visitorAt('Vera', 'chromium', store.page(`<h1>A shop</h1>${store.button({ prechat: 'name! topic' })}`));
    const [visitor, agent] = [await PageTree.of(vera.page), await PageTree.of(ada.page)];
    /** Of these, in the order in which they are read. */
    const order = async (tree: PageTree, ...wanted: readonly string[]) => {
      for (const each of wanted) await tree.find(each);
      const lines = await tree.lines();
      const places = wanted.map((each) => lines.indexOf(each));
      expect(places, lines.join('\n')).to.deep.equal([...places].sort((a, b) => a - b));
    };

    await order(agent, 'heading Desk', 'heading Acme', 'button Open key file', 'StaticText Or drop it here. The key stays in this browser.');
    const [chooser] = await Promise.all([ada.page.waitForFileChooser({ timeout: patience }), agent.use('button Open key file')]);
    await chooser.accept([store.keyFile]);
    await order(agent, 'heading Acme', 'StaticText Online', 'switch Take calls', 'button Sign out', 'heading Waiting: 0', 'StaticText Nobody is waiting');
    await vera.status('online');

    await visitor.use(/^button Talk to us ?, Online$/);
    await vera.hears('rtc-opened');
    await order(visitor, 'heading A shop', 'button Close', 'heading How can we help?', 'button Talk to a person');
    await visitor.use('button Talk to a person');
    await order(visitor, 'heading Before the call', 'textbox Your name', 'textbox Topic (optional)', 'button Back', 'button Call');
    await visitor.use('textbox Your name', 'V');
    await vera.page.keyboard.type('era');
    await visitor.use('button Call');

    await ada.queue('Vera');
    await order(agent, 'heading Waiting: 1', 'button Answer next', 'button Answer Vera', 'heading Vera');
    await agent.use('button Answer Vera');
    await Promise.all([vera.hears('rtc-answered'), ada.hears('rtc-answered')]);
    await Promise.all([vera.hearsVoices(1), ada.hearsVoices(1)]);

    for (const tree of [visitor, agent]) await order(tree, 'toolbar Call controls', 'button Microphone', 'button Camera', 'button Leave');
    await visitor.use('button Microphone');
    await ada.seesMuted('Vera', true);
    await agent.use('button Microphone');
    await vera.seesMuted('Ada', true);
    await visitor.use('button Leave');

    await order(visitor, 'radio 1 star', 'radio 5 stars', 'textbox Anything to add?', 'button Skip', 'button Send');
    await visitor.use('radio 4 stars', 'Space');
    await visitor.use('button Send');
    expect((await ada.hears('rtc-rated')).stars).to.equal(4);
    await visitor.find('heading Thank you');
    await visitor.use('button Close');
    await vera.hears('rtc-closed');
    await visitor.find(/^button Talk to us/);
  });
});

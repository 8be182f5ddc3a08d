import { expect } from '@open-wc/testing';
import { LiveRegions } from '../../support/live-regions.ts';
import { type DeskFiles, everyDeskIsAccessible, newDeskFiles, type PageDesk, pageDesk, type PageVisitor, pageVisitor } from '../../support/page-desk.ts';
import { everySupportIsAccessible, type PageSupport, pageSupport } from '../../support/page-support.ts';
import { startWires, type Wires } from '../../support/wires.ts';

describe('a support call tells screen readers', function () {
  this.timeout(90_000);
  let wires: Wires;
  let files: DeskFiles;
  let listeners: Record<'visitor' | 'desk', LiveRegions>;
  let lines: string[];

  beforeEach(async () => {
    wires = await startWires();
    files = await newDeskFiles();
    lines = [];
  });

  afterEach(everySupportIsAccessible);
  afterEach(everyDeskIsAccessible);
  afterEach(async () => {
    listeners.desk.restore();
    listeners.visitor.restore();
    await wires.close();
  });

  const address = () => `${wires.url}/peer`;
  const attributes = () => ({ desk: 'Acme', 'desk-key': files.publicKey, server: address() });

  /** What both have been told since, in a fixed order: nobody hears both. */
  function close(): void {
    for (const [who, { lines: said }] of Object.entries(listeners)) {
      // Of two at the same moment either may be the first.
      lines.push(...said.splice(0).map((line) => `${who}, ${line.replace('Lee and Kim', 'Kim and Lee')}`));
    }
  }

  function did(what: string): void {
    close();
    lines.push(`— ${what}`);
  }

  const newVisitor = () => pageVisitor(address(), { label: 'Acme', key: files.publicKey });
  const asks = (name: string) => ({ name, topic: '', mode: 'audio' }) as const;

  async function ring(name: string): Promise<PageVisitor> {
    const visitor = newVisitor();
    await visitor.ring(asks(name));
    return visitor;
  }

  async function pages(): Promise<{ support: PageSupport; desk: PageDesk; hears: (who: 'visitor' | 'desk', words: string) => Promise<void> }> {
    const support = await pageSupport({ ...attributes(), mode: 'audio', prechat: 'name! topic' });
    const desk = await pageDesk({ ...attributes(), 'agent-name': 'Ada' });
    listeners = { visitor: new LiveRegions(support.element), desk: new LiveRegions(desk.element) };
    const hears = async (who: 'visitor' | 'desk', words: string) => {
      await support.until(`${who}: ${words}`, () => listeners[who].lines.some((line) => line.includes(words)));
    };
    return { support, desk, hears };
  }

  it('all that happens, each once, as in announcements.txt', async () => {
    const { support, desk, hears } = await pages();

    did('Vera opens the panel, and nobody is there');
    support.launcher.click();
    await hears('visitor', 'Nobody is here right now');
    did('Ada signs in');
    desk.openFile(files.keyFile);
    await hears('desk', 'Online');
    await support.status('online');
    did('Vera says too little, then enough, rings, and gives up');
    await support.click('Talk to a person');
    await support.click('Call');
    support.type('name', 'Vera');
    support.type('topic', 'Billing');
    await support.click('Call');
    await hears('desk', 'Vera is waiting: Billing');
    await support.click('Cancel');
    await hears('desk', 'Vera: Left');
    did('Tom rings');
    const tom = await ring('Tom');
    await hears('desk', 'Tom is waiting');
    did('Ada answers Tom');
    await desk.element.answer();
    await hears('desk', 'Tom joined.');
    await support.status('busy');
    did('Ulla rings');
    const ulla = await ring('Ulla');
    await hears('desk', 'Ulla is waiting');
    did('Vera rings');
    await support.click('Talk to a person');
    await hears('visitor', 'number 2 in line');
    await hears('desk', 'Vera is waiting: Billing');
    did('Ulla gives up');
    ulla.engine.hangUp();
    await hears('visitor', 'You’re next.');
    await hears('desk', 'Ulla: Left');
    did('Kim and Lee ring');
    // At the same moment, whatever it takes either to see that somebody is there.
    const others = { Kim: newVisitor(), Lee: newVisitor() };
    await Promise.all(Object.values(others).map((each) => each.look()));
    for (const [name, each] of Object.entries(others)) each.ringNow(asks(name));
    await hears('desk', 'are waiting');
    did('Tom hangs up');
    tom.engine.hangUp();
    await hears('visitor', 'Calling Acme…');
    await hears('desk', 'The call has ended');
    did('Ada answers Vera');
    await desk.element.answer(desk.element.waiting.find(({ request }) => request.name === 'Vera')!.id);
    await hears('visitor', 'Ada joined.');
    await hears('desk', 'Vera joined.');
    did('Vera turns the microphone off, and on');
    for (const microphone of ['off', 'on']) {
      await support.click('Microphone');
      await desk.until(microphone, () => desk.element.call?.participants[1]?.microphone === microphone);
    }
    did('the connection between the two is cut');
    const ends = [support, desk].map(({ element }) => element.call!.localId!) as [string, string];
    await wires.cut(...ends);
    await hears('visitor', 'Reconnecting…');
    await hears('desk', 'Reconnecting…');
    did('it is whole again');
    await wires.heal(...ends);
    await hears('visitor', 'Connected again.');
    await hears('desk', 'Connected again.');
    did('the server is gone');
    await wires.stopServer();
    await hears('visitor', 'The call goes on.');
    await hears('desk', 'The call goes on.');
    did('it is back');
    await wires.startServer();
    await hears('visitor', 'Connected again.');
    await hears('desk', 'Connected again.');
    await desk.until('the desk, too', () => desk.textOf('status') === 'In a call');
    did('Vera closes the panel, and Ada hangs up');
    await support.element.closePanel();
    await desk.element.hangUp();
    await hears('visitor', 'The call has ended');
    await hears('desk', 'The call has ended');
    did('Vera opens the panel, and gives four stars');
    support.launcher.click();
    await support.until('the stars', () => support.part('star'));
    support.element.shadowRoot!.querySelector<HTMLInputElement>('[name=stars][value="4"]')!.click();
    await support.click('Send');
    await hears('visitor', 'Your rating has been sent.');
    await hears('desk', '4 of 5 stars');
    did('Kim and Lee give up');
    for (const each of Object.values(others)) each.engine.hangUp();
    await hears('desk', ': Left');
    did('Ada is away');
    await support.click('Back');
    await desk.element.setAway(true);
    await hears('visitor', 'Everybody is away right now');
    close();
    const golden = await (await fetch(new URL('announcements.txt', import.meta.url))).text();
    expect(`${lines.join('\n')}\n`).to.equal(golden);
  });
});

import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { type DeskFiles, everyDeskIsAccessible, newDeskFiles, type PageDesk, pageVisitor, ringingVisitor, signedInDesk } from '../../support/page-desk.ts';
import { type PeerServer, startPeerServer } from '../../support/peer-server.ts';
import type { SupportRequest } from '../../../src/features/support/letters.ts';

describe('<rtc-desk> and those who wait', () => {
  let server: PeerServer;
  let files: DeskFiles;
  const { title } = document;

  before(async () => {
    server = await startPeerServer();
  });

  beforeEach(async () => {
    files = await newDeskFiles();
  });

  afterEach(async () => {
    await everyDeskIsAccessible();
    document.title = title;
  });

  after(() => server.stop());

  const address = () => `${server.url}/peer`;

  const signedIn = (attributes: Record<string, string | boolean> = {}) => signedInDesk(address(), files, attributes);
  const rings = (desk: PageDesk, change: Partial<SupportRequest> = {}) => ringingVisitor(desk, address(), files, change);

  it('says that nobody does', async () => {
    const desk = await signedIn();
    expect([desk.textOf('empty'), desk.part('answer-next-button')]).to.deep.equal(['Nobody is waiting', undefined]);
    expect(desk.textOf('stage')).to.include('You are online.');
  });

  it('lists them, the longest first, with what each wants', async () => {
    const desk = await signedIn();
    await rings(desk);
    await rings(desk, { name: '', topic: 'Returns', mode: 'audio' });
    await desk.queue('Vera', 'Visitor');
    expect(desk.parts('visitor').map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim())).to.deep.equal([
      'Vera Just now Billing Video Cart Answer',
      'Visitor Just now Returns Audio Cart Answer',
    ]);
    expect(desk.all('rtc-visitor-waiting').map(({ visitor: { request } }) => request.topic)).to.deep.equal(['Billing', 'Returns']);
    expect(desk.button('Answer Vera')).to.exist;
    expect(desk.element.waiting.map(({ request: { name } }) => name)).to.deep.equal(['Vera', '']);
  });

  it('shows the details of whoever is next, and of whoever is chosen', async () => {
    const desk = await signedIn();
    await rings(desk, { fields: { email: 'vera@example.org' } });
    await rings(desk, { name: 'Tom', topic: 'Returns' });
    expect(desk.textOf('details')).to.equal('Vera TopicBillingPagehttps://shop.example/cartPage titleCartemailvera@example.org');
    (desk.parts('visitor')[1]!.querySelector('.who') as HTMLElement).click();
    await desk.element.updateComplete;
    expect(desk.textOf('details')).to.include('Tom').and.to.include('Returns');
    const [link] = desk.part('details')!.querySelectorAll('a');
    expect([link!.href, link!.target, link!.rel]).to.deep.equal(['https://shop.example/cart', '_blank', 'noreferrer noopener']);
  });

  it('takes whoever leaves from the list', async () => {
    const desk = await signedIn();
    const visitor = await rings(desk);
    visitor.leave();
    await desk.until('the end of waiting', () => desk.element.waiting.length === 0);
    await desk.element.updateComplete;
    expect(desk.all('rtc-visitor-left').map(({ reason, visitor }) => [reason, visitor.request.name])).to.deep.equal([['left', 'Vera']]);
    expect(desk.textOf('recent')).to.equal('Recent Vera Left');
  });

  it('tells screen readers who waits, several in one sentence', async () => {
    const desk = await signedIn();
    await rings(desk);
    await desk.until('the words', () => desk.told.endsWith('Vera is waiting: Billing'));
    const visitors = ['Tom', 'Ulla'].map((name) => ({ name, visitor: pageVisitor(address(), { label: 'Acme', key: files.publicKey }) }));
    await Promise.all(visitors.map(({ name, visitor }) => visitor.ring({ name })));
    await desk.until('the words', () => /^(Tom and Ulla|Ulla and Tom) are waiting$/.test(desk.told));
    const region = desk.element.shadowRoot!.querySelectorAll('[role=log]:not([part])');
    expect(region).to.have.length(1);
  });

  it('counts them in the title of the page, and restores it', async () => {
    document.title = 'Orders';
    const desk = await signedIn();
    await rings(desk);
    expect(document.title).to.equal('(1) Orders');
    const second = await rings(desk, { name: 'Tom' });
    expect(document.title).to.equal('(2) Orders');
    document.title = 'Customers';
    second.leave();
    await desk.until('one', () => desk.element.waiting.length === 1);
    expect(document.title).to.equal('(1) Customers');
    await desk.element.signOut();
    expect(document.title).to.equal('Customers');
  });

  it('is away when the switch says so: no number in the title, and visitors know', async () => {
    document.title = 'Orders';
    const desk = await signedIn();
    const visitor = await rings(desk);
    desk.button('Take calls').click();
    await desk.element.updateComplete;
    expect([desk.textOf('status'), desk.button('Take calls').ariaChecked, document.title]).to.deep.equal(['Away', 'false', 'Orders']);
    expect(desk.element.matches(':state(away)')).to.be.true;
    expect(desk.element.hasAttribute('away')).to.be.false;
    await visitor.until('away', () => visitor.engine.store.state.desk === 'away');
    await desk.element.setAway(false);
    await visitor.until('online', () => visitor.engine.store.state.desk === 'online');
    expect(document.title).to.equal('(1) Orders');
  });

  it('begins away, and follows the attribute', async () => {
    const desk = await signedIn({ away: true });
    expect(desk.textOf('status')).to.equal('Away');
    desk.element.removeAttribute('away');
    await desk.element.updateComplete;
    await desk.element.updateComplete;
    expect(desk.textOf('status')).to.equal('Online');
  });

  it('says when the server is lost, and when it is back', async () => {
    const own = await startPeerServer();
    const desk = await signedIn({ server: `${own.url}/peer` });
    await own.stop();
    await desk.until('the words', () => desk.textOf('notice').startsWith('Can’t reach the server'));
    expect([desk.textOf('status'), desk.all('rtc-error').map(({ error }) => error.code).join()]).to.deep.equal(['Not online', 'server-lost']);
    const back = await startPeerServer({ port: Number(new URL(own.url).port) });
    await desk.until('the end of it', () => desk.textOf('status') === 'Online');
    expect(desk.part('notice')).to.be.undefined;
    await back.stop();
  });

  it('can be searched once there are many', async () => {
    const desk = await signedIn();
    for (let count = 0; count < 11; count++) await rings(desk, { name: `Visitor ${count}`, topic: count === 7 ? 'Returns' : 'Billing' });
    const field = desk.part('search-field') as HTMLInputElement;
    field.value = 'RETURNS';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await desk.queue('Visitor 7');
    field.value = 'nothing like that';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await desk.until('no rows', () => desk.textOf('empty') === 'Nobody who waits fits.');
    expect(desk.element.waiting).to.have.length(11);
  });

  it('is worked by the keyboard alone', async () => {
    const desk = await signedIn();
    await rings(desk);
    await rings(desk, { name: 'Tom' });
    desk.button('Take calls').focus();
    const stops: (string | null)[] = [];
    while (stops.at(-1) !== 'Answer Tom') {
      await sendKeys({ press: 'Tab' });
      const focused = desk.element.shadowRoot!.activeElement;
      stops.push(focused?.ariaLabel ?? focused?.textContent.replaceAll(/\s+/g, ' ').trim() ?? null);
    }
    expect(stops.filter((stop) => !stop?.startsWith('Notify'))).to.deep.equal([
      'Mute the ring',
      'Sign out',
      'Answer next',
      'Vera Just now Billing Video Cart',
      'Answer Vera',
      'Tom Just now Billing Video Cart',
      'Answer Tom',
    ]);
    await sendKeys({ press: 'Enter' });
    await desk.until('the call', () => desk.element.call?.participants.length === 2);
    expect(desk.element.serving?.request.name).to.equal('Tom');
    expect(desk.element.shadowRoot!.activeElement?.part.contains('stage')).to.be.true;
  });
});

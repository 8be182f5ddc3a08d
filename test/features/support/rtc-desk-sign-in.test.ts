import { expect } from '@open-wc/testing';
import { type DeskFiles, everyDeskIsAccessible, newDeskFiles, type PageDesk, pageDesk, pageVisitor } from '../../support/page-desk.ts';
import { type PeerServer, startPeerServer } from '../../support/peer-server.ts';
import { rejectionCode } from '../../support/rejection.ts';

describe('signing in at <rtc-desk>', () => {
  const { warn } = console;
  let server: PeerServer;
  let files: DeskFiles;
  let warnings: string[];

  before(async () => {
    server = await startPeerServer();
  });

  beforeEach(async () => {
    files = await newDeskFiles();
    warnings = [];
    console.warn = (words: string) => {
      if (words.startsWith('<rtc-desk>')) warnings.push(words);
    };
  });

  afterEach(async () => {
    console.warn = warn;
    await everyDeskIsAccessible();
  });

  after(() => server.stop());

  const address = () => `${server.url}/peer`;
  const keyed = (attributes = {}) => pageDesk({ desk: 'Acme', 'desk-key': files.publicKey, server: address(), 'agent-name': 'Ada', ...attributes });

  it('opens a key file, and keeps nothing of it in the page', async () => {
    const desk = await keyed();
    expect(desk.textOf('open-button')).to.equal('Open key file');
    expect(desk.part('name-field')).to.be.undefined;
    desk.openFile(files.keyFile);
    await desk.phase('open');
    expect([desk.textOf('agent-name'), desk.textOf('status')]).to.deep.equal(['Ada', 'Online']);
    expect(desk.element.matches(':state(open)') && !desk.element.matches(':state(signed-out)')).to.be.true;
    expect(desk.element.shadowRoot!.innerHTML + desk.element.outerHTML).not.to.include(files.secret);
    expect(desk.element.credential).to.equal(null);
    expect(desk.story).to.deep.equal([]);
    expect(warnings).to.deep.equal([]);
  });

  it('empties the field once the file is read', async () => {
    const desk = await keyed();
    desk.openFile('{}');
    await desk.until('the error', () => desk.element.error !== null);
    await desk.element.updateComplete;
    expect(desk.element.shadowRoot!.querySelector<HTMLInputElement>('input[type=file]')!.value).to.equal('');
  });

  it('takes a file that is dropped', async () => {
    const desk = await keyed();
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([files.keyFile], 'key.json'));
    const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
    desk.part('sign-in')!.dispatchEvent(event);
    expect(event.defaultPrevented).to.be.true;
    await desk.phase('open');
  });

  for (const [what, file, words] of [
    ['no key file', async () => '{"type":"something else"}', 'This is not a key file.'],
    ['the file of another desk', async () => (await newDeskFiles()).keyFile, 'This file is for another desk.'],
    ['a certificate that has expired', async () => files.certificateFile('Ada', 1000), 'This certificate has expired.'],
    ['a file whose keys do not belong together', async () => files.keyFile.replace(files.secret, (await newDeskFiles()).secret), 'This file is damaged.'],
  ] as const) {
    it(`says what is wrong with ${what}, and takes another`, async () => {
      const desk = await keyed();
      desk.openFile(await file());
      await desk.until('the error', () => desk.element.error !== null);
      await desk.element.updateComplete;
      expect(desk.textOf('error').startsWith(words), desk.textOf('error')).to.be.true;
      expect([desk.element.phase, desk.element.error?.code]).to.deep.equal(['signed-out', 'untrusted-peer']);
      expect(desk.all('rtc-error').map(({ error }) => error.code)).to.deep.equal(['untrusted-peer']);
      await desk.until('the words for screen readers', () => desk.told.startsWith(words));

      desk.openFile(files.keyFile);
      await desk.phase('open');
      expect(desk.element.error).to.equal(null);
    });
  }

  it('keeps the focus on the way in, and gives it to the queue', async () => {
    const desk = await keyed();
    const { shadowRoot } = desk.element;
    shadowRoot!.querySelector('input')!.focus();
    desk.openFile('{}');
    await desk.until('the error', () => desk.element.error !== null);
    await desk.element.updateComplete;
    expect(shadowRoot!.activeElement?.localName).to.equal('input');
    desk.openFile(files.keyFile);
    await desk.phase('open');
    expect(shadowRoot!.activeElement?.textContent).to.equal('Waiting: 0');
  });

  it('rejects to whoever called, and fires nothing', async () => {
    const desk = await keyed();
    expect(await rejectionCode(desk.element.signIn('{}'))).to.equal('untrusted-peer');
    expect(await rejectionCode(desk.element.signIn())).to.equal('untrusted-peer');
    expect(desk.story).to.deep.equal([]);
    const first = desk.element.signIn(files.keyFile);
    const second = desk.element.signIn(files.keyFile);
    expect(await rejectionCode(first)).to.equal('connection-lost');
    await second;
    expect(desk.element.phase).to.equal('open');
  });

  it('goes by the certified name', async () => {
    const desk = await keyed({ 'agent-name': false });
    (desk.part('name-field') as HTMLInputElement).value = 'Somebody else';
    desk.part('name-field')!.dispatchEvent(new InputEvent('input', { bubbles: true }));
    desk.openFile(await files.certificateFile('Ada Lovelace'));
    await desk.phase('open');
    expect(desk.textOf('agent-name')).to.equal('Ada Lovelace');
  });

  it('asks for a name if nobody has said one, and for the file no second time', async () => {
    const desk = await keyed({ 'agent-name': false });
    desk.openFile(files.keyFile);
    await desk.until('the error', () => desk.element.error !== null);
    await desk.element.updateComplete;
    expect(desk.textOf('error')).to.equal('Type your name, so that visitors know who answers.');
    const field = desk.part('name-field') as HTMLInputElement;
    field.value = ' Ada ';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    desk.button('Go online').click();
    await desk.phase('open');
    expect(desk.textOf('agent-name')).to.equal('Ada');
    expect(warnings).to.deep.equal([]);
  });

  it('uses what the page sets as `credential`, and forgets it', async () => {
    const desk = await keyed();
    desk.element.credential = JSON.parse(files.keyFile) as object;
    await desk.phase('open');
    expect(desk.element.credential).to.equal(null);
    await desk.element.signOut();
    expect(await rejectionCode(desk.element.signIn())).to.equal('untrusted-peer');
    desk.element.credential = files.keyFile;
    await desk.phase('open');
  });

  it('needs no file where there is no key, and says what that means', async () => {
    const desk = await pageDesk({ desk: 'Acme', server: address(), 'agent-name': 'Ada' });
    desk.button('Go online').click();
    await desk.phase('open');
    expect(desk.textOf('unverified')).to.include('Unverified');
    expect(warnings).to.have.length(1);
    const visitor = pageVisitor(address(), { label: 'Acme', key: '' });
    await visitor.ring();
    await desk.queue('Vera');
  });

  it('says when the page is not set up right', async () => {
    const desk = await keyed({ 'desk-key': 'not-a-key' });
    expect(await rejectionCode(desk.element.signIn(files.keyFile))).to.equal('bad-attribute');
    await desk.element.updateComplete;
    expect(desk.textOf('error')).to.include('set up right');
    expect(warnings[0]).to.include('desk-key');
  });

  it('says when the page is not secure, and when the browser is too old (injected)', async () => {
    const desk = await keyed();
    const { subtle } = crypto;
    Object.defineProperty(crypto, 'subtle', { configurable: true, value: undefined });
    expect(await rejectionCode(desk.element.signIn(files.keyFile))).to.equal('insecure-context');
    Object.defineProperty(crypto, 'subtle', { configurable: true, value: { importKey: () => Promise.reject(new DOMException('Injected', 'NotSupportedError')) } });
    expect(await rejectionCode(desk.element.signIn(files.keyFile))).to.equal('unsupported-browser');
    Reflect.deleteProperty(crypto, 'subtle');
    expect(crypto.subtle).to.equal(subtle);
    await desk.element.updateComplete;
    expect(desk.textOf('error')).to.include('This browser');
  });

  it('is the same desk after a move in the page, and leaves it when it is removed', async () => {
    const desk = await keyed();
    await desk.element.signIn(files.keyFile);
    const visitor = pageVisitor(address(), { label: 'Acme', key: files.publicKey });
    await visitor.ring();
    await desk.queue('Vera');
    const elsewhere = document.createElement('section');
    document.body.append(elsewhere);
    elsewhere.append(desk.element);
    await desk.element.updateComplete;
    expect([desk.element.phase, desk.element.waiting.length]).to.deep.equal(['open', 1]);

    desk.element.remove();
    await desk.phase('signed-out');
    await visitor.until('nobody there', () => visitor.engine.store.state.desk !== 'online');
    elsewhere.append(desk.element);
    await desk.element.updateComplete;
    expect(await rejectionCode(desk.element.signIn())).to.equal('untrusted-peer');
    elsewhere.remove();
  });

  it('takes leave when the page goes, and is back when the page is', async () => {
    const desk = await keyed();
    await desk.element.signIn(files.keyFile);
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(desk.element.phase).to.equal('signed-out');
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await desk.phase('open');

    await desk.element.signOut();
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await desk.element.updateComplete;
    expect(desk.element.phase).to.equal('signed-out');
  });

  it('is at another desk when the page names another, if the key fits', async () => {
    const desk: PageDesk = await keyed();
    await desk.element.signIn(files.keyFile);
    desk.element.desk = 'Acme, Berlin';
    await desk.element.updateComplete;
    await desk.phase('open');
    expect(desk.element.shadowRoot!.querySelector('h2')!.textContent).to.equal('Acme, Berlin');
    desk.element.deskKey = (await newDeskFiles()).publicKey;
    await desk.element.updateComplete;
    expect(desk.element.phase).to.equal('signed-out');
  });

  it('signs out', async () => {
    const desk = await keyed();
    await desk.element.signIn(files.keyFile);
    desk.button('Sign out').click();
    await desk.element.updateComplete;
    expect(desk.element.phase).to.equal('signed-out');
    expect(desk.textOf('open-button')).to.equal('Open key file');
    expect(await rejectionCode(desk.element.answer())).to.equal('connection-lost');
  });
});

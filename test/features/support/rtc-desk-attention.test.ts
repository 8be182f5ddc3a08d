import { expect } from '@open-wc/testing';
import { type DeskFiles, everyDeskIsAccessible, newDeskFiles, type PageDesk, pageDesk, type PageVisitor, pageVisitor } from '../../support/page-desk.ts';
import { type PeerServer, startPeerServer } from '../../support/peer-server.ts';

/** What the browser would show. */
class ShownNote extends EventTarget {
  static permission: NotificationPermission;
  static all: ShownNote[] = [];
  static asked = 0;
  static async requestPermission(): Promise<NotificationPermission> {
    ShownNote.asked++;
    return (ShownNote.permission = 'granted');
  }
  readonly title: string;
  readonly options: NotificationOptions;
  isClosed = false;
  onclick: () => void = () => undefined;

  constructor(title: string, options: NotificationOptions) {
    super();
    [this.title, this.options] = [title, options];
    ShownNote.all.push(this);
  }

  close(): void {
    this.isClosed = true;
  }
}

describe('<rtc-desk> and an agent who looks elsewhere', () => {
  const { AudioContext: original, Notification: Note } = globalThis;
  let server: PeerServer;
  let files: DeskFiles;
  let contexts: AudioContext[];

  before(async () => {
    server = await startPeerServer();
  });

  beforeEach(async () => {
    files = await newDeskFiles();
    contexts = [];
    globalThis.AudioContext = class extends original {
      constructor() {
        super();
        contexts.push(this);
      }
    };
    Object.assign(ShownNote, { permission: 'default', all: [], asked: 0 });
    Object.defineProperty(globalThis, 'Notification', { configurable: true, writable: true, value: ShownNote });
    Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { hasBeenActive: true } });
  });

  afterEach(async () => {
    await everyDeskIsAccessible();
    Object.assign(globalThis, { AudioContext: original, Notification: Note });
    Reflect.deleteProperty(navigator, 'userActivation');
    Reflect.deleteProperty(document, 'hidden');
  });

  after(() => server.stop());

  const address = () => `${server.url}/peer`;
  const ringing = () => contexts.filter(({ state }) => state !== 'closed').length;
  const hide = () => Object.defineProperty(document, 'hidden', { configurable: true, value: true });

  async function signedIn(): Promise<PageDesk> {
    const desk = await pageDesk({ desk: 'Acme', 'desk-key': files.publicKey, server: address(), 'agent-name': 'Ada' });
    await desk.element.signIn(files.keyFile);
    return desk;
  }

  async function rings(desk: PageDesk, name = 'Vera'): Promise<PageVisitor> {
    const before = desk.element.waiting.length;
    const visitor = pageVisitor(address(), { label: 'Acme', key: files.publicKey });
    await visitor.ring({ name });
    await desk.until('the visitor', () => desk.element.waiting.length > before);
    await desk.element.updateComplete;
    return visitor;
  }

  it('rings while somebody waits', async () => {
    const desk = await signedIn();
    expect(contexts).to.be.empty;
    const visitor = await rings(desk);
    await rings(desk, 'Tom');
    expect(contexts).to.have.length(1);
    visitor.leave();
    await desk.until('one', () => desk.element.waiting.length === 1);
    expect(ringing()).to.equal(1);
    await desk.element.setAway(true);
    await desk.until('silence', () => ringing() === 0);
  });

  it('is silent during a call', async () => {
    const desk = await signedIn();
    await rings(desk);
    await rings(desk, 'Tom');
    await desk.element.answer();
    const [ring] = contexts;
    await desk.until('silence', () => ring!.state === 'closed');
  });

  it('can be muted, for as long as one is signed in', async () => {
    const desk = await signedIn();
    await rings(desk);
    desk.button('Mute the ring').click();
    await desk.until('silence', () => ringing() === 0);
    expect(desk.button('Mute the ring').ariaPressed).to.equal('true');
    await rings(desk, 'Tom');
    expect(contexts).to.have.length(1);
    desk.button('Mute the ring').click();
    await desk.element.updateComplete;
    expect(ringing()).to.equal(1);
    desk.button('Mute the ring').click();
    await desk.element.signOut();
    await desk.element.signIn(files.keyFile);
    await desk.element.updateComplete;
    expect(desk.button('Mute the ring').ariaPressed).to.equal('false');
  });

  it('asks on a click whether it may notify, once', async () => {
    const desk = await signedIn();
    desk.button('Notify me').click();
    expect(ShownNote.asked).to.equal(1);
    await desk.until('the end of the question', () => !desk.part('notify-button'));
  });

  it('notifies of each who comes while the page is hidden, and of no more than the topic', async () => {
    ShownNote.permission = 'granted';
    const desk = await signedIn();
    expect(desk.part('notify-button')).to.be.undefined;
    await rings(desk, 'Ulla');
    expect(ShownNote.all).to.be.empty;
    hide();
    const visitor = await rings(desk);
    await rings(desk, 'Tom');
    expect(ShownNote.all.map(({ title, options }) => [title, options.body])).to.deep.equal([
      ['Vera is waiting', 'Billing'],
      ['Tom is waiting', 'Billing'],
    ]);
    visitor.leave();
    await desk.until('two', () => desk.element.waiting.length === 2);
    expect(ShownNote.all.map(({ isClosed }) => isClosed)).to.deep.equal([true, false]);
    await desk.element.signOut();
    expect(ShownNote.all.every(({ isClosed }) => isClosed)).to.be.true;
  });

  it('notifies nobody who refused', async () => {
    ShownNote.permission = 'denied';
    hide();
    const desk = await signedIn();
    await rings(desk);
    expect([ShownNote.all.length, desk.part('notify-button')]).to.deep.equal([0, undefined]);
  });
});

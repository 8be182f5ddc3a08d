import { expect } from '@open-wc/testing';
import { addressesOf } from '../../../src/core/mailbox.ts';
import { type DeskName, deskTag } from '../../../src/features/support/desk-name.ts';
import { mailboxes } from '../../../src/transports/peerjs/peerjs-transport.ts';
import { type Declared, fetchDeclared } from '../../support/manifest.ts';
import { type DeskFiles, everyDeskIsAccessible, newDeskFiles, pageDesk, pageVisitor } from '../../support/page-desk.ts';
import { everySupportIsAccessible, pageSupport } from '../../support/page-support.ts';
import { type PeerServer, startPeerServer } from '../../support/peer-server.ts';
import { StyledStates } from '../../support/styled-states.ts';

describe('every state of a desk and its button takes the style that the page has for it', function () {
  this.timeout(60_000);
  let all: readonly Declared[];
  let server: PeerServer;
  let files: DeskFiles;
  let name: DeskName;
  let styled: StyledStates;

  before(async () => {
    all = await fetchDeclared();
    server = await startPeerServer();
  });

  beforeEach(async () => {
    files = await newDeskFiles();
    name = { label: 'Acme', key: files.publicKey };
    styled = new StyledStates(all);
  });

  afterEach(() => styled.remove());
  afterEach(everySupportIsAccessible);
  afterEach(everyDeskIsAccessible);

  after(() => server.stop());

  const address = () => `${server.url}/peer`;
  const attributes = () => ({ desk: 'Acme', 'desk-key': files.publicKey, server: address() });

  /** What an element is in, and all that it has been in. */
  function watch(element: Element): { is: (...states: string[]) => boolean; missing: () => string[] } {
    const seen = new Set<string>();
    return {
      is: (...states) => {
        const now = styled.of(element);
        const isSo = JSON.stringify(now.toSorted()) === JSON.stringify(states.toSorted());
        if (isSo) now.forEach((state) => seen.add(state));
        return isSo;
      },
      missing: () => styled.declared(element.localName).filter((state) => !seen.has(state)),
    };
  }

  it('<rtc-desk>', async () => {
    const others = new AbortController();
    await takeEveryPlace(others.signal);
    const desk = await pageDesk({ ...attributes(), 'agent-name': 'Ada' });
    const { is, missing } = watch(desk.element);
    const comes = (...states: string[]) => desk.until(states.join(', '), () => is(...states));
    await comes('signed-out');
    desk.openFile(files.keyFile);
    await comes('signing-in');
    await comes('full');
    others.abort();
    await desk.element.signIn(files.keyFile);
    await comes('open');
    const visitor = pageVisitor(address(), name);
    await visitor.ring();
    await desk.until('the visitor', () => desk.element.waiting.length === 1);
    await desk.element.answer();
    await comes('open', 'in-call');
    await desk.element.setAway(true);
    await comes('open', 'away', 'in-call');
    await desk.element.hangUp();
    await comes('open', 'away');
    expect(missing()).to.deep.equal([]);
  });

  it('<rtc-support>', async () => {
    const support = await pageSupport(attributes());
    const { is, missing } = watch(support.element);
    const comes = (...states: string[]) => support.until(states.join(', '), () => is(...states));
    await comes('offline');
    const desk = await pageDesk({ ...attributes(), 'agent-name': 'Ada' });
    await desk.element.signIn(files.keyFile);
    await comes('online');
    await support.element.openPanel();
    await comes('online', 'open');
    const visitor = pageVisitor(address(), name);
    await visitor.ring();
    await desk.until('the visitor', () => desk.element.waiting.length === 1);
    await desk.element.answer();
    await comes('busy', 'open');
    await desk.element.hangUp();
    await desk.element.setAway(true);
    await comes('away', 'open');
    support.element.hours = 'Mon 00:00-00:01 UTC';
    await comes('closed', 'open');
    expect(missing()).to.deep.equal([]);
  });

  /** Somebody else sits at each address of the desk. */
  async function takeEveryPlace(signal: AbortSignal): Promise<void> {
    const tag = await deskTag(name);
    const ignore = () => undefined;
    const takes = () =>
      new Promise<void>((resolve) => {
        const listener = { signallingChanged: (state: string) => state === 'connected' && resolve(), full: ignore, received: ignore, absent: ignore };
        mailboxes.open({ server: address(), tag }, listener, signal);
      });
    await Promise.all(addressesOf(tag).map(takes));
  }
});

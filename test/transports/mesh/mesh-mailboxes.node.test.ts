import { expect } from 'chai';
import { RtcError } from '../../../src/core/errors.ts';
import { type Address, addressesOf, familySize, type Mailbox } from '../../../src/core/mailbox.ts';
import { meshMailboxes } from '../../../src/transports/mesh/mesh-mailboxes.ts';
import type { Claim, FrontDesk } from '../../../src/transports/mesh/signaller.ts';
import { FakeTime } from '../../support/fake-time.ts';

/** What the service answers, and what reaches it. */
describe('letters over the service of a mesh', () => {
  const time = new FakeTime();
  let end: AbortController;
  let lost: AbortController;
  let answer: 'granted' | 'taken' | 'unreachable';
  let desk: FrontDesk;
  let told: unknown[];
  let [claims, probes]: [Address[], number] = [[], 0];

  function claimOf(address: Address): Claim {
    lost = new AbortController();
    const send = (to: Address, letter: object) => told.push(['sent', to, letter]);
    return { address, lost: lost.signal, send, probe: () => probes++, dial: () => undefined };
  }

  function open(): Mailbox {
    const mailboxes = meshMailboxes({
      isThere: () => Promise.resolve(true),
      claim: async (address, options) => {
        claims.push(address);
        desk = options.desk;
        if (answer === 'unreachable') throw new RtcError('server-unreachable', 'Nobody answers');
        return answer === 'taken' ? 'taken' : claimOf(address);
      },
    });
    const note = (name: string) => (...what: unknown[]) => told.push([name, ...what]);
    const listener = { signallingChanged: note('service'), full: note('full'), received: note('received'), absent: note('absent') };
    return mailboxes.open({ server: 'https://rtc.example.org/peer', tag: 'desk' }, listener, end.signal);
  }

  beforeEach(() => {
    time.start();
    end = new AbortController();
    [answer, told, claims, probes] = ['granted', [], [], 0];
  });

  afterEach(() => {
    end.abort();
    time.stop();
  });

  it('come, and go, as soon as there is an address', async () => {
    const mailbox = open();
    mailbox.send('desk-1', { word: 'too early' });
    await time.pass(100);
    mailbox.send('desk-1', { word: 'hello' });
    desk.greeted('desk-2', { word: 'hi' });
    desk.absent('desk-1', true);
    expect(told).to.deep.equal([['service', 'connected'], ['sent', 'desk-1', { word: 'hello' }], ['received', 'desk-2', { word: 'hi' }], ['absent', 'desk-1']]);
  });

  it('come with no connection: none that is offered is taken', async () => {
    open();
    await time.pass(100);
    expect(desk.offered({ from: 'desk-2', connectionId: 'one', sdp: '', ticket: {} })).to.equal(undefined);
  });

  it('ask every quarter of a minute whether the service is still there', async () => {
    open();
    await time.pass(60_000);
    expect(probes).to.be.within(3, 5);
    end.abort();
    const before = probes;
    await time.pass(60_000);
    expect(probes).to.equal(before);
  });

  it('come back at the same address when the service does, and are not sent meanwhile', async () => {
    const mailbox = open();
    await time.pass(100);
    answer = 'unreachable';
    lost.abort();
    await time.pass(3000);
    mailbox.send('desk-1', { word: 'nobody hears it' });
    answer = 'granted';
    await time.pass(3000);
    expect(told.at(0)).to.deep.equal(['service', 'connected']);
    expect(told.at(1)).to.deep.equal(['service', 'reconnecting']);
    expect(told.at(-1)).to.deep.equal(['service', 'connected']);
    expect(told.some((each) => (each as string[])[0] === 'sent')).to.equal(false);
    expect(new Set(claims).size).to.equal(1);
  });

  it('wait for an address while the family has none that is free, and say so', async () => {
    answer = 'taken';
    open();
    await time.pass(100);
    expect(told).to.deep.equal([['full']]);
    expect([...claims].sort()).to.deep.equal(addressesOf('desk').sort());
    expect(claims).to.have.length(familySize);
    answer = 'granted';
    await time.pass(2000);
    expect(told.at(-1)).to.deep.equal(['service', 'connected']);
  });
});

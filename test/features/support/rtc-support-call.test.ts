import { expect } from '@open-wc/testing';
import { arrange } from '../../../src/features/support/call-within.ts';
import { openCredential } from '../../../src/features/support/credential.ts';
import { type DeskFiles, newDeskFiles } from '../../support/page-desk.ts';
import { everySupportIsAccessible, type PageAgent, pageAgent, type PageSupport, pageSupport } from '../../support/page-support.ts';
import { type PeerServer, startPeerServer } from '../../support/peer-server.ts';
import { recordTracks, restoreDevices } from '../../support/recorded-tracks.ts';
import { rejectionCode } from '../../support/rejection.ts';

describe('<rtc-support> in a call', function () {
  this.timeout(30_000);
  let server: PeerServer;
  let files: DeskFiles;

  before(async () => {
    server = await startPeerServer();
  });

  beforeEach(async () => {
    files = await newDeskFiles();
  });

  afterEach(everySupportIsAccessible);
  afterEach(restoreDevices);
  after(() => server.stop());

  const address = () => `${server.url}/peer`;
  const button = (attributes: Record<string, string | boolean> = {}): Promise<PageSupport> =>
    pageSupport({ desk: 'Acme', 'desk-key': files.publicKey, server: address(), mode: 'audio', ...attributes });
  const ada = async (): Promise<PageAgent> =>
    pageAgent(address(), { label: 'Acme', key: files.publicKey }, await openCredential(files.keyFile, files.publicKey));

  it('shows within two seconds that somebody is there, and that nobody is any more', async () => {
    const support = await button();
    expect(support.element.status).to.equal('offline');
    const agent = await ada();
    const since = performance.now();
    await support.status('online');
    expect(performance.now() - since).to.be.below(2000);
    expect(support.launcher.textContent).to.include('Online');
    expect(support.element.matches(':state(online)')).to.be.true;
    agent.leave();
    await support.status('offline');
    expect(support.all('rtc-status-changed').map(({ status }) => status)).to.deep.equal(['online', 'offline']);
  });

  it('goes from the greeting to the rating, and tells the page', async () => {
    const agent = await ada();
    const support = await button({ prechat: 'name! topic', context: '{"basket": 3}' });
    await support.status('online');
    support.launcher.click();
    await support.click('Talk to a person');
    support.button('Call').click();
    await support.says('Please fill this in.');
    expect((support.focused as HTMLInputElement).name).to.equal('name');
    support.type('name', 'Vera');
    support.type('topic', 'Billing');
    await support.click('Call');
    await support.says('Calling Acme…');

    await agent.until('the visitor', () => agent.engine.store.state.waiting[0]);
    const { request } = agent.engine.store.state.waiting[0]!;
    expect(request).to.include({ mode: 'audio', name: 'Vera', topic: 'Billing', context: '{"basket":3}', title: document.title });
    expect(request.page).to.equal(location.href.replace(/[?#].*/, ''));
    await agent.answer();
    await support.until('the call', () => support.element.call?.participants.length === 2);
    await support.says('In a call with Ada');
    expect(support.all('rtc-answered')[0]?.agent?.name).to.equal('Ada');
    expect(support.element.call?.participants.map(({ name }) => name)).to.deep.equal(['Vera', 'Ada']);

    agent.engine.hangUp();
    await support.says('How was it?');
    expect(support.all('rtc-ended')[0]).to.include({ reason: 'ended' });
    expect(support.element.call).to.equal(null);
    support.element.shadowRoot!.querySelector<HTMLInputElement>('[name=stars][value="4"]')!.click();
    support.type('comment', 'Kind');
    await support.click('Send');
    await support.says('Your rating has been sent.');
    expect(support.all('rtc-rated')[0]).to.include({ stars: 4, comment: 'Kind' });
    await agent.until('the rating', () => agent.engine.store.state.past[0]?.rating?.stars === 4);
    expect(support.story.filter((type) => type !== 'rtc-status-changed')).to.deep.equal([
      'rtc-opened',
      'rtc-before-call',
      'rtc-queue-changed',
      'rtc-answered',
      'rtc-ended',
      'rtc-rated',
    ]);
  });

  it('resolves startCall() when an agent is in the call, and hangs up', async () => {
    const agent = await ada();
    const support = await button();
    const started = support.element.startCall();
    await agent.answer();
    await started;
    expect(support.element.call?.participants.length).to.equal(2);
    await support.element.hangUp();
    await agent.until('the end', () => agent.engine.store.state.serving === null);
    expect(support.all('rtc-ended')[0]?.reason).to.equal('left');
  });

  it('says the place in line, and takes whoever is next', async () => {
    const agent = await ada();
    const first = await button();
    const second = await button();
    const started = first.element.startCall();
    await agent.answer();
    await started;
    const localId = first.element.call?.localId;
    const waiting = second.element.startCall();
    await second.says('You’re next.');
    // Two on a page have nothing to do with each other.
    await first.element.closePanel();
    await first.element.openPanel();
    await first.element.call?.updateComplete;
    expect(first.element.call?.localId).to.equal(localId);
    expect(first.element.call?.participants.length).to.equal(2);
    expect(second.element.queuePosition).to.equal(1);
    expect(second.element.status).to.equal('busy');
    await first.element.hangUp();
    await agent.answer();
    await waiting;
    expect(second.element.queuePosition).to.equal(null);
  });

  it('stops ringing when it is cancelled, by button, by closing and by hangUp()', async () => {
    const agent = await ada();
    const support = await button();
    const cancels = [() => support.click('Cancel'), () => support.element.closePanel(), () => support.element.hangUp()];
    for (const cancel of cancels) {
      const started = rejectionCode(support.element.startCall());
      await agent.until('the visitor', () => agent.engine.store.state.waiting.length === 1);
      await cancel();
      expect(await started).to.equal('connection-lost');
      await agent.until('nobody', () => agent.engine.store.state.waiting.length === 0);
    }
    expect(support.all('rtc-ended').map(({ reason }) => reason)).to.deep.equal(['cancelled', 'cancelled', 'cancelled']);
  });

  it('lets the page prevent a call', async () => {
    await ada();
    const support = await button();
    support.element.addEventListener('rtc-before-call', (event) => event.preventDefault());
    expect(await rejectionCode(support.element.startCall())).to.equal('denied');
    expect(support.element.call).to.equal(null);
  });

  it('says that nobody is there', async () => {
    const support = await button();
    expect(await rejectionCode(support.element.startCall())).to.equal('desk-offline');
    await support.says('Nobody is here right now');
    expect(support.all('rtc-ended')[0]?.reason).to.equal('nobody');
  });

  it('opens devices while it rings, only those of the mode, and lets go of them', async () => {
    const tracks = recordTracks();
    const agent = await ada();
    const support = await button({ mode: 'audio' });
    const started = rejectionCode(support.element.startCall());
    await agent.until('the visitor', () => agent.engine.store.state.waiting.length === 1);
    await support.until('the microphone', () => tracks.live.length === 1);
    expect(tracks.asked).to.have.lengthOf(1);
    await support.click('Cancel');
    await started;
    await support.until('no device', () => tracks.live.length === 0);
  });

  it('follows an agent into the room, hears of the answer later, and rings on if there is none', async () => {
    const agent = await ada();
    const support = await button({ standby: true });
    const started = support.element.startCall();
    const enter = async () => {
      const room = await agent.until('the room', () => agent.engine.store.state.waiting[0]?.room ?? undefined);
      const call = document.createElement('rtc-call');
      Object.assign(call, { room: 'support', server: address(), arrangement: arrange(room, 'early'), displayName: 'Ada', viewOnly: true, autojoin: true });
      document.body.append(call);
      await support.until('both in the call', () => support.element.call?.participants.length === 2);
      return { call, room };
    };

    const first = await enter();
    expect(support.all('rtc-answered')).to.deep.equal([]);
    first.call.remove();
    await agent.until('another room', () => ![undefined, first.room].includes(agent.engine.store.state.waiting[0]?.room ?? undefined));
    await support.says('Calling Acme…');

    const second = await enter();
    agent.engine.answer();
    await started;
    expect(support.element.call?.participants.length).to.be.at.least(2);
    second.call.remove();
  });

  it('hangs up when it is removed, not when it is moved', async () => {
    const agent = await ada();
    const support = await button();
    const started = support.element.startCall();
    await agent.answer();
    await started;
    const elsewhere = document.createElement('section');
    support.element.before(elsewhere);
    elsewhere.append(support.element);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(support.element.call?.participants.length).to.equal(2);
    elsewhere.remove();
    await agent.until('the end', () => agent.engine.store.state.serving === null);

    // It is as good as new.
    document.querySelector('main')?.append(support.element);
    const again = support.element.startCall();
    await agent.answer();
    await again;
    await support.says('In a call with Ada');
    expect(support.element.shadowRoot!.querySelectorAll('dialog').length).to.equal(1);
  });

  it('goes on in a call when the panel is closed, and comes back to it', async () => {
    const agent = await ada();
    const support = await button();
    const started = support.element.startCall();
    await agent.answer();
    await started;
    await support.element.closePanel();
    expect(support.panel).to.be.undefined;
    expect(support.element.call?.participants.length).to.equal(2);
    support.launcher.click();
    await support.until('the panel', () => support.panel);
    await support.says('In a call with Ada');
  });

  it('calls from anything in the page that says so', async () => {
    const agent = await ada();
    const support = await button();
    const trigger = document.createElement('a');
    trigger.href = '#nowhere';
    trigger.dataset['rtcSupport'] = 'call';
    support.element.after(trigger);
    trigger.click();
    await agent.until('the visitor', () => agent.engine.store.state.waiting.length === 1);
    expect(location.hash).to.equal('');
    await support.element.closePanel();
    expect(document.activeElement === trigger).to.be.true;
  });
});

import { expect } from '@open-wc/testing';
import { type DeskFiles, everyDeskIsAccessible, newDeskFiles, type PageDesk, type PageVisitor, ringingVisitor, signedInDesk } from '../../support/page-desk.ts';
import { type PeerServer, startPeerServer } from '../../support/peer-server.ts';
import { injectPermission, recordTracks, refuseDevices, restoreDevices } from '../../support/recorded-tracks.ts';
import { rejectionCode } from '../../support/rejection.ts';
import { insides } from '../../support/shadow.ts';
import type { SupportRequest } from '../../../src/features/support/letters.ts';

describe('<rtc-desk> and calls', () => {
  let server: PeerServer;
  let files: DeskFiles;

  before(async () => {
    server = await startPeerServer();
  });

  beforeEach(async () => {
    files = await newDeskFiles();
  });

  afterEach(everyDeskIsAccessible);
  afterEach(restoreDevices);

  after(() => server.stop());

  const address = () => `${server.url}/peer`;

  const signedIn = (attributes: Record<string, string | boolean> = {}) => signedInDesk(address(), files, attributes);
  const rings = (desk: PageDesk, change: Partial<SupportRequest> = {}) => ringingVisitor(desk, address(), files, change);

  async function inCall(change: Partial<SupportRequest> = {}): Promise<[PageDesk, PageVisitor]> {
    const desk = await signedIn();
    const visitor = await rings(desk, change);
    await desk.element.answer();
    await desk.element.updateComplete;
    return [desk, visitor];
  }

  const calls = (desk: PageDesk) => [...insides(desk.element)].filter(({ localName }) => localName === 'rtc-call');

  it('answers, and is in the call with the visitor', async () => {
    const [desk, visitor] = await inCall();
    expect(desk.story).to.deep.equal(['rtc-visitor-waiting', 'rtc-answered']);
    expect(desk.all('rtc-answered').map(({ visitor }) => visitor?.request.name)).to.deep.equal(['Vera']);
    expect(desk.element.call?.participants.map(({ name }) => name)).to.deep.equal(['Ada', 'Vera']);
    expect(desk.element.serving?.request.topic).to.equal('Billing');
    expect(visitor.phase).to.equal('called');
    expect(desk.element.matches(':state(in-call)')).to.be.true;
    expect(desk.textOf('status')).to.equal('In a call');
    expect(desk.textOf('details')).to.include('https://shop.example/cart');
    for (const name of ['call-toolbar', 'call-button', 'call-tile']) expect(desk.part(name), name).to.exist;
  });

  it('joins before the visitor has agreed where the page allows it, and says so when both are there', async () => {
    const desk = await signedIn({ standby: true });
    await rings(desk);
    await desk.until('the prepared call', () => calls(desk).some((call) => call.matches(':state(prejoin)')));
    const others: (string | undefined)[] = [];
    desk.element.addEventListener('rtc-answered', () => others.push(desk.element.call?.participants[1]?.name));
    const answer = desk.element.answer();
    await desk.element.updateComplete;
    expect(desk.element.call?.phase).to.equal('joining');
    await answer;
    expect(others).to.deep.equal(['Vera']);
  });

  it('hangs up by the button in the call', async () => {
    const [desk, visitor] = await inCall();
    await desk.until('the controls', () => desk.part('call-toolbar'));
    desk.button('Leave').focus();
    desk.button('Leave').click();
    await visitor.until('the end', () => visitor.phase === 'over');
    await desk.element.updateComplete;
    expect(desk.all('rtc-ended').map(({ reason }) => reason)).to.deep.equal(['left']);
    expect([desk.element.serving, desk.element.call]).to.deep.equal([null, null]);
    expect(visitor.engine.store.state.visit).to.include({ reason: 'ended' });
    expect(desk.textOf('recent')).to.match(/Vera You, \d+ sec/);
    expect(desk.element.shadowRoot!.activeElement?.textContent).to.equal('Waiting: 0');
  });

  it('ends when the visitor hangs up, and says how long it was', async () => {
    const [desk, visitor] = await inCall();
    visitor.engine.hangUp();
    await desk.until('the end', () => desk.all('rtc-ended').length > 0);
    expect(desk.all('rtc-ended').map(({ reason }) => reason)).to.deep.equal(['ended']);
    expect(desk.all('rtc-ended')[0]!.seconds).to.be.within(0, 10);
    await desk.element.updateComplete;
    expect(calls(desk)).to.be.empty;
  });

  it('ends when the visitor is gone from the call without another word', async () => {
    const [desk, visitor] = await inCall();
    visitor.vanish();
    visitor.call!.remove();
    await desk.until('the end', () => desk.all('rtc-ended').length > 0);
    expect(desk.all('rtc-ended').map(({ reason }) => reason)).to.deep.equal(['ended']);
  });

  it('shows the rating among the recent, and says it', async () => {
    const [desk, visitor] = await inCall();
    await desk.element.hangUp();
    await visitor.until('the end', () => visitor.phase === 'over');
    visitor.engine.rate({ stars: 4, comment: '<b>Quick</b>' });
    await desk.until('the rating', () => desk.part('rating'));
    expect(desk.textOf('past-visitor')).to.include('4 of 5 stars').and.to.include('<b>Quick</b>');
    expect(desk.all('rtc-rated').map(({ stars, comment, visitor }) => [stars, comment, visitor?.request.name])).to.deep.equal([[4, '<b>Quick</b>', 'Vera']]);
    await desk.until('the words for screen readers', () => desk.told.includes('Vera: 4 of 5 stars'));
  });

  it('keeps the events of the call inside', async () => {
    const escaped: string[] = [];
    const listen = ({ type }: Event) => void escaped.push(type);
    const types = ['rtc-joined', 'rtc-left', 'rtc-phase-changed', 'rtc-before-join', 'rtc-before-leave', 'rtc-participant-joined', 'rtc-participant-left', 'rtc-microphone-changed', 'rtc-camera-changed'];
    const desk = await signedIn();
    for (const type of types) desk.element.addEventListener(type, listen);
    await rings(desk);
    await desk.element.answer();
    await desk.until('the camera', () => desk.element.call?.participants[0]?.camera === 'on');
    await desk.element.hangUp();
    expect(escaped).to.deep.equal([]);
  });

  it('makes the errors of the call its own', async () => {
    refuseDevices('NotAllowedError');
    const desk = await signedIn();
    await rings(desk);
    await desk.element.answer();
    await desk.until('the error', () => desk.all('rtc-error').length > 0);
    expect(desk.all('rtc-error').every(({ target, error }) => target === desk.element && error.code === 'media-denied')).to.be.true;
  });

  it('prepares the calls of the two who wait longest, and opens no device for it', async () => {
    injectPermission('granted');
    const tracks = recordTracks();
    const desk = await signedIn();
    for (const name of ['Vera', 'Tom', 'Ulla']) await rings(desk, { name });
    await desk.until('the calls', () => calls(desk).length === 2 && calls(desk).every((call) => call.matches(':state(prejoin)')));
    expect(calls(desk).map((call) => call.checkVisibility())).to.deep.equal([false, false]);
    expect(desk.element.call).to.equal(null);
    expect(document.activeElement).to.equal(document.body);
    const prepared = calls(desk);
    await desk.element.answer();
    expect(prepared.includes(desk.element.call!)).to.be.true;
    await desk.until('the camera', () => desk.element.call?.participants[0]?.camera === 'on');
    expect(tracks.asked).to.have.length(1);
  });

  it('has no picture where the visitor wants none', async () => {
    const [desk] = await inCall({ mode: 'audio' });
    expect(desk.element.call?.audioOnly).to.be.true;
    await desk.until('the microphone', () => desk.element.call?.participants[0]?.microphone === 'on');
    expect(desk.element.call?.participants[0]?.camera).to.equal('off');
  });

  it('takes one call at a time', async () => {
    const [desk] = await inCall();
    await rings(desk, { name: 'Tom' });
    expect(await rejectionCode(desk.element.answer())).to.equal('denied');
    expect(desk.parts('visitor')).to.have.length(1);
    expect([desk.part('answer-button'), desk.part('answer-next-button')]).to.deep.equal([undefined, undefined]);
  });

  it('rejects when nobody waits, and when the visitor is gone', async () => {
    const desk = await signedIn();
    expect(await rejectionCode(desk.element.answer())).to.equal('peer-unreachable');
    const visitor = await rings(desk);
    visitor.vanish();
    expect(await rejectionCode(desk.element.answer())).to.equal('peer-unreachable');
    await desk.element.updateComplete;
    expect(desk.textOf('stage')).to.include('The visitor didn’t come.');
    expect(desk.all('rtc-ended').map(({ reason, seconds }) => [reason, seconds])).to.deep.equal([['nobody', 0]]);
    expect(desk.textOf('recent')).to.include('Left');
  });

  it('lets others have whom it answers, when it is called off before the visitor has agreed', async () => {
    const desk = await signedIn();
    await rings(desk);
    const answer = rejectionCode(desk.element.answer());
    expect(desk.element.waiting).to.be.empty;
    await desk.element.hangUp();
    expect(await answer).to.equal('connection-lost');
    expect(desk.all('rtc-ended').map(({ reason }) => reason)).to.deep.equal(['cancelled']);
    await desk.queue('Vera');
    expect(desk.all('rtc-visitor-waiting')).to.have.length(1);
  });

  it('says who answered, when it was another', async () => {
    const ada = await signedIn();
    const bob = await signedIn({ 'agent-name': 'Bob' });
    await rings(ada);
    await bob.queue('Vera');
    await bob.element.answer();
    await ada.until('the end of waiting', () => ada.all('rtc-visitor-left').length > 0);
    const [left] = ada.all('rtc-visitor-left');
    expect([left?.reason, left?.by, ada.element.waiting.length]).to.deep.equal(['taken', 'Bob', 0]);
    await ada.until('the words for screen readers', () => ada.told.includes('Vera: Answered by Bob'));
    expect(ada.textOf('recent')).to.include('Answered by Bob');
  });

  it('gives the visitor to one of two who answer at once', async () => {
    const ada = await signedIn({ standby: true });
    const bob = await signedIn({ 'agent-name': 'Bob', standby: true });
    await rings(ada);
    await bob.queue('Vera');
    const outcomes = await Promise.allSettled([ada.element.answer(), bob.element.answer()]);
    expect(outcomes.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    const [winner, loser] = outcomes[0].status === 'fulfilled' ? [ada, bob] : [bob, ada];
    await winner.until('both', () => winner.element.call?.participants.map(({ name }) => name)[1] === 'Vera');
    await winner.until('nobody else', () => winner.element.call?.participants.length === 2);
    expect([winner.element.serving?.request.name, loser.element.serving]).to.deep.equal(['Vera', null]);
    expect(winner.all('rtc-ended')).to.be.empty;
  });

  it('stays in the call when it is moved, and hangs up when it is removed', async () => {
    const [desk, visitor] = await inCall();
    const elsewhere = document.createElement('section');
    document.body.append(elsewhere);
    elsewhere.append(desk.element);
    await desk.element.updateComplete;
    expect(desk.element.call?.participants).to.have.length(2);
    expect(desk.story).not.to.include('rtc-ended');

    desk.element.remove();
    await visitor.until('the end', () => visitor.phase === 'over');
    expect(desk.all('rtc-ended').map(({ reason }) => reason)).to.deep.equal(['left']);
    elsewhere.remove();
  });
});

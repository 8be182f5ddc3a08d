import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { adopt, everyCallIsAccessible, newRoom, pageCall, pageCalls, rejected } from '../../support/page-calls.ts';
import { recordTracks, restoreDevices } from '../../support/recorded-tracks.ts';

describe('<rtc-call> lifecycle', () => {
  afterEach(everyCallIsAccessible);
  afterEach(restoreDevices);

  it('joins by itself with autojoin, and says so in order', async () => {
    const call = await pageCall({ autojoin: true, 'view-only': true });
    await call.phase('live');
    expect(call.story.slice(0, 4)).to.deep.equal(['rtc-before-join', 'rtc-phase-changed', 'rtc-phase-changed', 'rtc-joined']);
    expect(call.element.participants).to.have.length(1);
    expect(call.element.localId).to.equal(call.element.participants[0]?.id);
    expect(call.element.matches(':state(live)')).to.be.true;
  });

  it('waits on the pre-join screen without autojoin', async () => {
    const call = await pageCall();
    await call.phase('prejoin');
    expect(call.element.matches(':state(prejoin)')).to.be.true;
    expect(call.element.localId).to.be.null;

    await call.element.join();
    expect(call.element.phase).to.equal('live');
    expect(call.element.matches(':state(prejoin)')).to.be.false;
  });

  it('stays in the call when it is moved in the page', async () => {
    const [ada, grace] = await pageCalls({}, {});
    const { localId } = ada!.element;
    const elsewhere = document.createElement('section');
    document.body.append(elsewhere);
    elsewhere.append(ada!.element);
    await ada!.element.updateComplete;
    expect(ada!.element.localId).to.equal(localId);
    expect(ada!.story).not.to.include('rtc-left');
    expect(grace!.story).not.to.include('rtc-participant-left');
    elsewhere.remove();
  });

  it('hangs up and lets go of every device when it is removed', async () => {
    const tracks = recordTracks();
    const [ada, grace] = await pageCalls({ 'view-only': false }, {});
    await ada!.until('camera and microphone', () => ada!.element.participants[0]?.camera === 'on' && ada!.element.participants[0].microphone === 'on');

    ada!.element.remove();
    await grace!.sees(1);
    expect(ada!.element.phase).to.equal('ended');
    expect(ada!.all('rtc-left').map(({ reason }) => reason)).to.deep.equal(['left']);
    expect(grace!.all('rtc-participant-left').map(({ reason }) => reason)).to.deep.equal(['left']);
    expect(tracks.granted).to.have.length(2);
    expect(tracks.live).to.be.empty;
  });

  it('does not ask whether it may leave when it is removed', async () => {
    const call = await pageCall({ autojoin: true, 'view-only': true });
    await call.phase('live');
    call.element.addEventListener('rtc-before-leave', (event) => event.preventDefault());
    call.element.remove();
    await call.phase('ended');
    expect(call.story).not.to.include('rtc-before-leave');
  });

  it('joins again, as somebody new, when it is put back', async () => {
    const call = await pageCall({ autojoin: true, 'view-only': true });
    await call.phase('live');
    const { localId, parentElement } = call.element;
    call.element.remove();
    await call.phase('ended');

    parentElement!.append(call.element);
    await call.phase('live');
    expect(call.element.localId).not.to.equal(localId);
    expect(call.element.matches(':state(live)')).to.be.true;
  });

  it('says goodbye when the page goes, and is back when the page is', async () => {
    const [ada, grace] = await pageCalls({ 'view-only': false, muted: true, 'camera-off': true }, {});
    ada!.element.removeAttribute('autojoin');
    await ada!.element.setCamera(true);

    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(ada!.element.phase).to.equal('ended');
    expect(grace!.element.phase).to.equal('ended');

    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await Promise.all([ada!.sees(2), grace!.sees(2)]);
    await ada!.until('the camera', () => ada!.element.participants[0]?.camera === 'on');
    expect(ada!.element.participants[0]?.microphone).to.equal('off');
  });

  it('is back under the name that was typed, with the devices that were on', async () => {
    const call = await pageCall({ 'display-name': 'Ada', 'camera-off': true });
    await call.phase('prejoin');
    (call.part('prejoin-name-field') as HTMLInputElement).value = 'Countess';
    call.button('Join').click();
    await call.until('the microphone', () => call.element.participants[0]?.microphone === 'on');
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await call.until('the call', () => call.all('rtc-joined').length === 2);
    await call.until('the microphone again', () => call.element.participants[0]?.microphone === 'on');
    expect(call.element.participants[0]).to.include({ name: 'Countess', camera: 'off' });
  });

  it('waits before joining when the page comes back and it was in no call', async () => {
    const call = await pageCall();
    await call.phase('prejoin');
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await call.phase('prejoin');
    expect(call.story).not.to.include('rtc-joined');
  });

  it('can be left and joined again', async () => {
    const call = await pageCall({ 'view-only': true });
    await call.phase('prejoin');
    await call.element.join();
    await call.element.leave();
    expect(call.element.phase).to.equal('ended');
    expect(call.element.participants).to.be.empty;
    await call.element.leave();
    await call.element.join();
    expect(call.element.phase).to.equal('live');
    expect(call.all('rtc-left')).to.have.length(1);
  });

  it('can be joined again at once after leaving on the way in', async () => {
    const call = await pageCall({ 'view-only': true });
    await call.phase('prejoin');
    const first = rejected(call.element.join());
    await call.element.leave();
    await call.element.join();
    expect(await first).to.equal('connection-lost');
    expect(call.element.phase).to.equal('live');
  });

  it('lets the page join before anything else happened', async () => {
    const element = document.createElement('rtc-call');
    const adopted = adopt(element);
    element.room = newRoom();
    element.transport = 'memory';
    element.muted = true;
    element.cameraOff = true;
    const tracks = recordTracks();
    await element.join();
    const call = await adopted;
    expect(element.phase).to.equal('live');
    expect(tracks.asked).to.be.empty;
    expect(call.errors).to.be.empty;
  });

  it('cannot be joined outside a page', async () => {
    const element = document.createElement('rtc-call');
    element.room = 'x';
    expect(await rejected(element.join())).to.equal('connection-lost');
    expect(element.phase).to.equal('idle');
  });

  it('does not join by itself when the page prevents it; the person still can', async () => {
    const element = document.createElement('rtc-call');
    Object.assign(element, { room: newRoom(), transport: 'memory', autojoin: true, viewOnly: true });
    element.addEventListener('rtc-before-join', (event) => event.preventDefault(), { once: true });
    const call = await adopt(element);
    await call.phase('prejoin');
    expect(call.errors).to.be.empty;
    call.button('Join').click();
    await call.phase('live');
  });

  it('tells the caller that the page prevented joining, or leaving', async () => {
    const call = await pageCall({ 'view-only': true });
    await call.phase('prejoin');
    const prevent = (event: Event) => event.preventDefault();
    call.element.addEventListener('rtc-before-join', prevent, { once: true });
    expect(await rejected(call.element.join())).to.equal('denied');

    await call.element.join();
    call.element.addEventListener('rtc-before-leave', prevent, { once: true });
    expect(await rejected(call.element.leave())).to.equal('denied');
    expect(call.element.phase).to.equal('live');
    expect(call.errors).to.be.empty;
  });
});

import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, newRoom, pageCall, pageCalls } from '../../support/page-calls.ts';
import { recordTracks, restoreDevices } from '../../support/recorded-tracks.ts';

describe('<rtc-call> that is told of another room', () => {
  afterEach(everyCallIsAccessible);
  afterEach(restoreDevices);

  it('goes on in another room with the same devices', async () => {
    const tracks = recordTracks();
    const [ada, grace] = await pageCalls({ 'view-only': false }, {});
    await ada!.until('both devices', () => ada!.element.participants[0]?.camera === 'on' && ada!.element.participants[0].microphone === 'on');

    ada!.element.room = newRoom();
    await grace!.sees(1);
    await ada!.until('the other room', () => ada!.all('rtc-joined').length === 2);
    expect(ada!.all('rtc-left').map(({ reason }) => reason)).to.deep.equal(['replaced']);
    expect(ada!.element.participants).to.have.length(1);
    expect(ada!.element.participants[0]).to.include({ camera: 'on', microphone: 'on' });
    expect(tracks.granted).to.have.length(2);

    grace!.element.setAttribute('room', ada!.element.room);
    await Promise.all([ada!.sees(2), grace!.sees(2)]);
    await grace!.until("Ada's camera", () => grace!.element.participants[1]?.camera === 'on');
  });

  it('joins the room that was named a moment before, whatever room was there first', async () => {
    const [ada] = await pageCalls({});
    const grace = await pageCall({ 'view-only': true });
    await grace.phase('prejoin');
    grace.element.room = ada!.element.room;
    await grace.element.join();
    await Promise.all([ada!.sees(2), grace.sees(2)]);
    expect(grace.all('rtc-joined')).to.have.length(1);
  });

  it('joins by itself where it is to be, when both are said at once', async () => {
    const [ada] = await pageCalls({});
    const grace = await pageCall({ 'view-only': true });
    await grace.phase('prejoin');
    Object.assign(grace.element, { room: ada!.element.room, autojoin: true });
    await Promise.all([ada!.sees(2), grace.sees(2)]);
    expect(grace.all('rtc-joined')).to.have.length(1);
  });

  it('ends the call when it is moved nowhere', async () => {
    const [call] = await pageCalls({});
    call!.element.removeAttribute('room');
    await call!.phase('failed');
    expect(call!.errors).to.deep.equal(['bad-attribute']);
    expect(call!.all('rtc-left').map(({ reason }) => reason)).to.deep.equal(['error']);
  });

  it('keeps apart who has another passphrase', async () => {
    const room = newRoom();
    const [ada, grace] = [await pageCall({ room, passphrase: 'a b c', 'view-only': true }), await pageCall({ room, 'view-only': true })];
    await Promise.all([ada.phase('prejoin'), grace.phase('prejoin')]);
    await Promise.all([ada.element.join(), grace.element.join()]);
    expect(grace.element.participants).to.have.length(1);
    grace.element.passphrase = 'a b c';
    await Promise.all([ada.sees(2), grace.sees(2)]);
  });
});

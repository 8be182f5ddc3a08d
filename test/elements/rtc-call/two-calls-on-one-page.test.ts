import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import '../../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import { everyCallIsAccessible, pageCall, pageCalls } from '../../support/page-calls.ts';
import { recordTracks, restoreDevices } from '../../support/recorded-tracks.ts';

describe('two <rtc-call> on one page', () => {
  afterEach(everyCallIsAccessible);
  afterEach(restoreDevices);

  it('know nothing of each other in rooms of their own', async () => {
    const [one, other] = [await pageCall({ autojoin: true, 'view-only': true }), await pageCall({ autojoin: true, 'view-only': true })];
    await Promise.all([one.phase('live'), other.phase('live')]);
    await one.element.leave();
    await other.element.send('note', 'nobody hears this');
    expect(other.element.phase).to.equal('live');
    expect(other.element.participants).to.have.length(1);
    expect(one.story).not.to.include('rtc-data-received');
    expect(other.story).not.to.include('rtc-left');
  });

  it('meet in one room like two pages', async () => {
    const [ada, grace] = await pageCalls({ 'display-name': 'Ada' }, { 'display-name': 'Grace' });
    expect(ada!.element.participants.map(({ name }) => name)).to.deep.equal(['Ada', 'Grace']);
    expect(grace!.element.participants.map(({ name }) => name)).to.deep.equal(['Grace', 'Ada']);

    await ada!.element.send('note', { hello: 1 });
    const [event] = await grace!.until('the data', () => grace!.all('rtc-data-received').length > 0 && grace!.all('rtc-data-received'));
    expect(event).to.include({ topic: 'note', from: ada!.element.localId });
    expect(event!.data).to.deep.equal({ hello: 1 });
    expect(await ada!.element.stats()).to.have.keys([grace!.element.localId]);
  });

  it('have devices of their own', async () => {
    const tracks = recordTracks();
    const [ada, grace] = await pageCalls({ 'view-only': false }, { 'view-only': false });
    for (const call of [ada!, grace!]) await call.until('the camera', () => call.element.participants[0]?.camera === 'on');
    await ada!.element.setCamera(false);
    expect(grace!.element.participants[0]?.camera).to.equal('on');
    await grace!.until("that Ada's camera is off", () => grace!.element.participants[1]?.camera === 'off');
    expect(tracks.live.filter(({ kind }) => kind === 'video')).to.have.length(1);
  });

  it('are told apart by the tiles that name them', async () => {
    const [ada, grace] = await pageCalls({ id: 'ada', 'display-name': 'Ada' }, { id: 'grace', 'display-name': 'Grace' });
    const tile = await fixture<HTMLElement & { for: string }>(html`<rtc-video-tile for="ada"></rtc-video-tile>`);
    const shows = (name: string) => tile.shadowRoot?.querySelector('[part~="name"]')?.textContent === name;
    await ada!.until('Ada', () => shows('Ada (you)'));
    tile.for = 'grace';
    await grace!.until('Grace', () => shows('Grace (you)'));
    ada!.element.displayName = 'Nobody looks at this';
    await grace!.until('the new name', () => grace!.element.participants[1]?.name === 'Nobody looks at this');
    expect(shows('Grace (you)')).to.be.true;
  });
});

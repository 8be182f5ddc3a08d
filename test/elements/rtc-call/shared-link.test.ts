import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, newRoom, pageCall } from '../../support/page-calls.ts';

const address = location.href;
const link = /^rtc=([^.]+)\.([\w-]{22})$/;

function fragments(): string[] {
  return location.hash.slice(1).split('&');
}

describe('<rtc-call shared-link>', () => {
  afterEach(everyCallIsAccessible);
  afterEach(() => history.replaceState(null, '', address));

  it('makes a link once, beside whatever is in the fragment', async () => {
    history.replaceState({ mine: 1 }, '', '#section&page=2');
    const call = await pageCall({ room: false, 'shared-link': true, autojoin: true, 'view-only': true });
    await call.phase('live');
    expect(fragments().slice(0, 2)).to.deep.equal(['section', 'page=2']);
    expect(fragments()[2]).to.match(link);
    expect(history.state).to.deep.equal({ mine: 1 });

    const made = location.hash;
    await call.element.leave();
    await call.element.join();
    expect(location.hash).to.equal(made);
  });

  it('meets whoever has the same link, and nobody else', async () => {
    const room = newRoom();
    const open = await pageCall({ room, autojoin: true, 'view-only': true });
    const ada = await pageCall({ room, 'shared-link': true, autojoin: true, 'view-only': true });
    const grace = await pageCall({ room, 'shared-link': true, autojoin: true, 'view-only': true });
    await Promise.all([open.phase('live'), ada.sees(2), grace.sees(2)]);
    expect(open.element.participants).to.have.length(1);
  });

  it('invites with the link and no other', async () => {
    const [one, other] = [newRoom(), newRoom()];
    const first = await pageCall({ room: one, 'shared-link': true, autojoin: true, 'view-only': true });
    const second = await pageCall({ room: other, 'shared-link': true, autojoin: true, 'view-only': true });
    await Promise.all([first.phase('live'), second.phase('live')]);
    expect(fragments()).to.have.length(2);
    expect(await first.element.invitation()).to.equal(`${address}#${fragments()[0]!}`);
    expect(await second.element.invitation()).to.equal(`${address}#${fragments()[1]!}`);
  });

  it('reads a link that is there, whatever the room is called', async () => {
    history.replaceState(null, '', '#rtc=caf%C3%A9%20%26%20bar.1.AAAAAAAAAAAAAAAAAAAAAA');
    const call = await pageCall({ room: 'café & bar.1', 'shared-link': true, autojoin: true, 'view-only': true });
    await call.phase('live');
    expect(fragments()).to.have.length(1);
  });

  for (const damaged of ['#rtc=room.AAAA', '#rtc=room', '#rtc=.AAAAAAAAAAAAAAAAAAAAAA', '#rtc=%.AAAAAAAAAAAAAAAAAAAAAA', '#rtc=room.????']) {
    it(`refuses the damaged link ${damaged} without repeating it`, async () => {
      history.replaceState(null, '', damaged);
      const call = await pageCall({ room: false, 'shared-link': true, autojoin: true, 'view-only': true });
      await call.phase('failed');
      expect(call.errors).to.deep.equal(['wrong-passphrase']);
      expect(call.element.error?.message).not.to.include(damaged);
      expect(call.words).to.include('This link or passphrase doesn’t fit');
      expect(location.hash).to.equal(damaged);
    });
  }

  it('follows another link that is put into the address', async () => {
    const call = await pageCall({ room: false, 'shared-link': true, autojoin: true, 'view-only': true });
    await call.phase('live');
    location.hash = '#rtc=elsewhere.AAAAAAAAAAAAAAAAAAAAAA';
    await call.until('the other room', () => call.all('rtc-joined').length === 2);
    expect(call.all('rtc-left').map(({ reason }) => reason)).to.deep.equal(['replaced']);
  });

  it('stays where it is when the page goes to another section', async () => {
    const call = await pageCall({ room: false, 'shared-link': true, autojoin: true, 'view-only': true });
    await call.phase('live');
    const before = location.hash.slice(1);
    location.hash = '#section';
    await call.until('the link', () => location.hash === `#section&${before}`);
    expect(call.story).not.to.include('rtc-left');
  });
});

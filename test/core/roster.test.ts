import { expect } from 'chai';
import type { Participant } from '../../src/core/call-state.ts';
import { RtcParticipantChangedEvent, type RtcParticipantJoinedEvent, RtcParticipantLeftEvent } from '../../src/core/events.ts';
import { newParticipant, Roster } from '../../src/core/roster.ts';

describe('Roster', () => {
  let published: readonly Participant[];
  let fired: Event[];
  let roster: Roster;

  beforeEach(() => {
    published = [];
    fired = [];
    roster = new Roster(
      (participants) => (published = participants),
      (event) => fired.push(event),
    );
  });

  const ids = () => published.map(({ id }) => id);
  const types = () => fired.map(({ type }) => type);
  const remote = (id: string, name = id) => ({ id, joinedAt: 1000, attributes: { name } });
  const local = (): Participant => ({ ...newParticipant('self', 2000, {}), isLocal: true });

  it('keeps quiet until one has joined oneself, then announces who is there', () => {
    roster.add(remote('bob'));
    roster.add(remote('carol'));
    roster.change('bob', { hand: true });
    expect([published, fired]).to.deep.equal([[], []]);
    roster.open(local(), () => fired.push(new Event('joined')));
    expect(ids()).to.deep.equal(['self', 'bob', 'carol']);
    expect(types()).to.deep.equal(['joined', 'rtc-participant-joined', 'rtc-participant-joined']);
    expect((fired[1] as RtcParticipantJoinedEvent).participant).to.include({ id: 'bob', hand: true, isLocal: false });
  });

  it('never announces the local participant', () => {
    roster.open(local(), () => undefined);
    expect([ids(), fired]).to.deep.equal([['self'], []]);
    expect(roster.remotes).to.deep.equal([]);
  });

  it('announces those who come and go, after the list has changed', () => {
    const lists: string[][] = [];
    roster = new Roster(
      (participants) => (published = participants),
      (event) => lists.push([event.type, ...ids()]),
    );
    roster.open(local(), () => undefined);
    roster.add(remote('bob'));
    roster.remove('bob', 'left');
    expect(lists).to.deep.equal([['rtc-participant-joined', 'self', 'bob'], ['rtc-participant-left', 'self']]);
  });

  it('says who left and why, once', () => {
    roster.open(local(), () => undefined);
    roster.add(remote('bob', 'Bob'));
    roster.remove('bob', 'lost');
    roster.remove('bob', 'left');
    const left = fired.filter((event) => event instanceof RtcParticipantLeftEvent);
    expect(left.map(({ participant, reason }) => [participant.name, reason])).to.deep.equal([['Bob', 'lost']]);
  });

  it('says what changed, and only if something did', () => {
    roster.open(local(), () => undefined);
    roster.add(remote('bob'));
    roster.change('bob', { camera: 'on', microphone: 'off' });
    roster.change('bob', { camera: 'on' });
    roster.change('nobody', { camera: 'on' });
    const changes = fired.filter((event) => event instanceof RtcParticipantChangedEvent);
    expect(changes.map((event) => event.changes)).to.deep.equal([{ camera: 'on' }]);
    expect(changes[0]?.participant).to.include({ id: 'bob', camera: 'on' });
    expect(published[1]?.camera).to.equal('on');
  });

  it('leaves a participant alone that somebody holds', () => {
    roster.open(local(), () => undefined);
    roster.add(remote('bob'));
    const before = published[1];
    roster.change('bob', { hand: true });
    expect(before?.hand).to.equal(false);
  });

  it('announces nobody whom a listener has meanwhile made leave', () => {
    roster.add(remote('bob'));
    roster.open(local(), () => roster.close());
    expect([published, fired]).to.deep.equal([[], []]);
  });

  it('is empty when closed, and says nothing about each', () => {
    roster.open(local(), () => undefined);
    roster.add(remote('bob'));
    fired.length = 0;
    roster.close();
    roster.add(remote('late'));
    expect([published, fired]).to.deep.equal([[], []]);
  });

  describe('a name', () => {
    const nameOf = (name: string) => newParticipant('bob', 0, { name }).name;

    it('is one line of bounded length', () => {
      expect(nameOf('  Bob\n\u2028the \u0007 Builder ')).to.equal('Bob the   Builder');
      expect(Array.from(nameOf('☎'.repeat(200)))).to.have.length(120);
      // Throws where a character was cut in half.
      expect(() => encodeURIComponent(nameOf('👩'.repeat(200)))).not.to.throw();
    });

    it('may be missing', () => {
      expect(newParticipant('bob', 0, {}).name).to.equal('');
    });
  });

  describe('an avatar', () => {
    const avatarOf = (avatar: string) => newParticipant('bob', 0, { avatar }).avatar;

    it('is an address on the web', () => {
      for (const url of ['https://example.org/a.png', 'http://localhost/a.png']) expect(avatarOf(url)).to.equal(url);
    });

    it('is nothing else', () => {
      for (const url of ['javascript:alert(1)', 'data:image/svg+xml,x', 'blob:x', '/a.png', '', 'https://']) expect(avatarOf(url), url).to.equal('');
    });
  });
});

import { expect } from '@open-wc/testing';
import { Scene } from '../support/attacker-scene.ts';
import { putClockForward, restoreClock } from '../support/clock.ts';
import { acquainted, roundTrip } from '../support/meeting.ts';
import { type Frame, withPayload } from '../support/wiretap.ts';

/** No honest connection has as many; ours takes 64. */
const many = 1000;
const mostCandidates = 64;

const candidate = {
  candidate: 'candidate:1 1 udp 2113937151 203.0.113.7 9 typ host generation 0 ufrag abcd network-cost 999',
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: 'abcd',
};

const isAnswer = ({ direction, message }: Frame) => direction === 'down' && message.type === 'ANSWER';

describe('PeerJS, over a server that lies', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(async () => {
    restoreClock();
    await scene.close();
  });

  it('keeps a live link whatever is said of the other end', async () => {
    const guests = await scene.pair();
    const [one, other] = guests;
    const sockets = await Promise.all(guests.map(({ id }) => scene.tap.socketOf(id)));
    // What a young server says of absence is not believed anyway.
    putClockForward(11_000);
    for (const socket of sockets) {
      for (const { address: src } of sockets) {
        for (const type of ['LEAVE', 'EXPIRE', 'CLOSE', 'BYE']) socket.hear({ type, src, payload: {} });
      }
    }
    await roundTrip(one, other);

    for (const [index, { heard }] of guests.entries()) {
      expect(heard.left).to.deep.equal([]);
      expect(heard.linksTo(guests[1 - index]!.id)).to.deep.equal([]);
    }
    expect(scene.census.all).to.have.length(2);
  });

  for (const type of ['ERROR', 'ID-TAKEN', 'INVALID-KEY']) {
    it(`keeps a live link, and comes back, when it says ${type} to somebody who is in`, async () => {
      const [one, other] = await scene.pair();
      (await scene.tap.socketOf(one.id)).hear({ type });
      await one.heard.server('reconnecting');
      await roundTrip(one, other);
      await one.heard.server('connected');
      const carol = await scene.enter();
      await acquainted([one, other, carol]);

      expect(one.heard.linksTo(other.id)).to.deep.equal([]);
      expect(scene.errors).to.deep.equal([]);
    });
  }

  it('notices nothing of a second OPEN', async () => {
    const [one, other] = await scene.pair();
    (await scene.tap.socketOf(one.id)).hear({ type: 'OPEN' });
    await roundTrip(one, other);

    expect(one.heard.signalling).to.deep.equal(['connected']);
    expect(scene.census.all).to.have.length(2);
  });

  it('takes no candidate for a connection that it does not have', async () => {
    const [one, other] = await scene.pair();
    const [to, from] = [await scene.tap.socketOf(one.id), await scene.tap.socketOf(other.id)];
    const before = scene.census.all.map(({ candidates }) => candidates);
    for (let index = 0; index < many; index++) {
      to.hear({ type: 'CANDIDATE', src: from.address, payload: { candidate, connectionId: `unknown ${index % 7}`, type: 'data' } });
    }
    await roundTrip(one, other);

    expect(scene.census.all.map(({ candidates }) => candidates)).to.deep.equal(before);
    expect(scene.errors).to.deep.equal([]);
  });

  it('takes no more candidates than a connection can honestly have', async () => {
    scene.tap.tamper = (frame) => {
      if (!isAnswer(frame)) return [frame.message];
      const { src, payload } = frame.message;
      const forged = { type: 'CANDIDATE', src, payload: { candidate, connectionId: payload?.connectionId, type: 'data' } };
      return [frame.message, ...Array.from({ length: many }, () => forged)];
    };
    const [dialling] = await scene.pair();

    expect(scene.census.of(dialling)[0]?.candidates).to.be.within(1, mostCandidates);
    expect(scene.errors).to.deep.equal([]);
  });

  it('adds no candidate from another address than that of the other end', async () => {
    scene.tap.tamper = (frame) => {
      if (!isAnswer(frame)) return [frame.message];
      const { connectionId } = frame.message.payload!;
      const src = frame.socket.address;
      const forged = withPayload({ type: 'CANDIDATE', src }, { candidate: { ...candidate, candidate: 'forged' }, connectionId: connectionId! });
      return [...Array.from({ length: many }, () => forged), frame.message];
    };
    const [dialling] = await scene.pair();
    const isTrue = ({ socket, direction, message }: Frame) =>
      direction === 'down' && message.payload?.candidate !== undefined && socket.address !== message.src;
    const honest = scene.tap.frames.filter(isTrue).length;

    expect(scene.census.of(dialling)[0]?.candidates).to.be.at.most(honest);
    expect(scene.errors).to.deep.equal([]);
  });
});

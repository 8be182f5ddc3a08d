import { expect } from '@open-wc/testing';
import { mutated, nonsense, repeatable } from '../support/attacker-mutations.ts';
import { Scene } from '../support/attacker-scene.ts';
import { acquainted, roundTrip } from '../support/meeting.ts';
import { type Frame, honest, type Message } from '../support/wiretap.ts';

describe('PeerJS, over a server that stammers', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(() => scene.close());

  /** One of each kind that a page was told so far, and the rest of what there is, but for what ends a socket by right. */
  function corpus(): Message[] {
    const mayBeHeard = ({ direction, message }: Frame) => direction === 'down' && message.type !== 'ID-TAKEN';
    const heard = scene.tap.frames.filter(mayBeHeard).map(({ message }) => message);
    const byKind = new Map(heard.map((message) => [`${message.type} ${message.payload?.rtc?.kind ?? ''}`, message]));
    const others = ['LEAVE', 'EXPIRE', 'OPEN', 'HEARTBEAT'].map((type) => ({ type, src: scene.addresses[0]!, payload: {} }));
    return [...byKind.values(), ...others];
  }

  it('keeps a live link, and throws nothing', async () => {
    const guests = await scene.pair();
    const messages = corpus();
    const kinds = messages.map(({ type, payload }) => payload?.rtc?.kind ?? type);
    expect(kinds).to.include.members(['OFFER', 'ANSWER', 'CANDIDATE', 'hello', 'accept']);

    const random = repeatable(20_261_120);
    for (const { id } of guests) {
      const socket = await scene.tap.socketOf(id);
      for (const text of nonsense) socket.hear(text);
      for (let round = 0; round < 20; round++) for (const message of messages) socket.hear(mutated(message, random));
    }
    await roundTrip(...guests);

    expect(scene.errors).to.deep.equal([]);
    expect(scene.census.all).to.have.length(2);
    for (const [index, { heard }] of guests.entries()) {
      const told = heard.log.filter((line) => !line.startsWith('message'));
      expect(told).to.deep.equal(['server connected', `joined ${guests[1 - index]!.id}`]);
    }
  });

  it('still links those who come meanwhile', async () => {
    const random = repeatable(7);
    scene.tap.tamper = ({ direction, message }) => {
      const mutants = [mutated(message, random), mutated(message, random)];
      // The first word on who accepted is the one that counts: before it, this would be one more way not to pass it on.
      const isAccept = message.payload?.rtc?.kind === 'accept';
      return direction === 'up' ? [message] : isAccept ? [message, ...mutants] : [...mutants, message];
    };
    const guests = [await scene.enter(), await scene.enter()];
    await acquainted(guests);
    scene.tap.tamper = honest;

    expect(scene.errors).to.deep.equal([]);
    expect(scene.census.all).to.have.length(2);
  });
});

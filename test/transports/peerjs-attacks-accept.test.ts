import { expect } from '@open-wc/testing';
import { Scene } from '../support/attacker-scene.ts';
import { acquainted, type Guest } from '../support/meeting.ts';
import { type Frame, honest, type Message, type Tamper, withPayload } from '../support/wiretap.ts';

const isDown = (frame: Frame, type: string) => frame.direction === 'down' && frame.message.type === type;
const isAccept = (frame: Frame) => isDown(frame, 'CANDIDATE') && frame.message.payload?.rtc?.kind === 'accept';
const isAnswer = (frame: Frame) => isDown(frame, 'ANSWER');

function changedAccept({ message }: Frame, change: object): Message {
  return withPayload(message, { rtc: { ...message.payload!.rtc!, ...change } });
}

function changedTicket(frame: Frame, change: object): Message {
  return changedAccept(frame, { ticket: { ...frame.message.payload!.rtc!.ticket, ...change } });
}

describe('PeerJS, over a server that lies about who accepted', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(() => scene.close());

  /** Two who enter, and are lied to. */
  async function enterTwo(tamper: Tamper): Promise<Guest[]> {
    scene.tap.tamper = tamper;
    return [await scene.enter(), await scene.enter()];
  }

  const applied = () => scene.census.all.flatMap(({ remoteDescriptions }) => remoteDescriptions);

  const spoilt: Record<string, Tamper> = {
    'that nobody accepted': (frame) => (isAccept(frame) ? [] : [frame.message]),
    'with another MAC': (frame) => (isAccept(frame) ? [changedTicket(frame, { mac: '0'.repeat(64) })] : [frame.message]),
    'with another profile': (frame) => (isAccept(frame) ? [changedTicket(frame, { profile: 'AAAA' })] : [frame.message]),
    'accepted with a field too many': (frame) => (isAccept(frame) ? [changedTicket(frame, { extra: true })] : [frame.message]),
    'accepted too late': (frame) => {
      if (!isAccept(frame) && !isAnswer(frame)) return [frame.message];
      return isAccept(frame) ? [] : [frame.message, ...scene.tap.frames.filter(isAccept).map(({ message }) => message)];
    },
  };

  for (const [name, tamper] of Object.entries(spoilt)) {
    it(`takes no answer ${name}`, async () => {
      const guests = await enterTwo(tamper);
      await scene.tap.untilFrames('an answer', isAnswer);
      await (await scene.attacker()).echo();

      expect(applied(), 'the offer alone').to.have.length(1);
      expect(guests.flatMap(({ heard }) => heard.joined)).to.deep.equal([]);
      expect(scene.errors).to.deep.equal([]);
    });
  }

  const harmless: Record<string, Tamper> = {
    'twice': (frame) => (isAnswer(frame) ? [frame.message, frame.message] : [frame.message]),
    'from another address': (frame) =>
      isAnswer(frame) ? [{ ...frame.message, src: frame.socket.address }, frame.message] : [frame.message],
    'to another connection': (frame) =>
      isAnswer(frame) ? [withPayload(frame.message, { connectionId: 'another' }), frame.message] : [frame.message],
    'accepted from another address too': (frame) =>
      isAccept(frame) ? [{ ...changedTicket(frame, { profile: '' }), src: frame.socket.address }, frame.message] : [frame.message],
    'accepted for another connection too': (frame) =>
      isAccept(frame) ? [changedAccept(frame, { connectionId: 'another', ticket: {} }), frame.message] : [frame.message],
    'accepted again': (frame) => (isAccept(frame) ? [frame.message, changedTicket(frame, { profile: '' })] : [frame.message]),
  };

  for (const [name, tamper] of Object.entries(harmless)) {
    it(`takes an answer once that is given ${name}`, async () => {
      await acquainted(await enterTwo(tamper));
      await (await scene.attacker()).echo();

      expect(scene.census.all).to.have.length(2);
      expect(applied()).to.have.length(2);
      expect(scene.errors).to.deep.equal([]);
    });
  }

  it('takes no answer to an earlier offer, with what was accepted then', async () => {
    const seen = { accepts: [] as Frame[], answers: [] as Frame[] };
    // The first dial is left unanswered; the second gets what was meant for the first.
    const guests = await enterTwo((frame) => {
      if (!isAccept(frame) && !isAnswer(frame)) return [frame.message];
      const { connectionId } = frame.message.payload?.rtc ?? frame.message.payload!;
      const [earlier] = isAccept(frame) ? seen.accepts : seen.answers;
      (isAccept(frame) ? seen.accepts : seen.answers).push(frame);
      if (!earlier) return [];
      return [isAccept(frame) ? changedAccept(earlier, { connectionId }) : withPayload(earlier.message, { connectionId: connectionId! })];
    });
    await scene.tap.until('the second answer', () => seen.answers.length === 2);
    await (await scene.attacker()).echo();

    expect(applied(), 'the two offers alone').to.have.length(2);
    expect(guests.flatMap(({ heard }) => heard.joined)).to.deep.equal([]);
  });

  it('links as soon as the lies end', async () => {
    let offers = 0;
    const guests = await enterTwo((frame) => {
      if (isDown(frame, 'OFFER') && ++offers === 2) scene.tap.tamper = honest;
      return isAccept(frame) ? [] : [frame.message];
    });
    await acquainted(guests);

    expect(scene.census.all).to.have.length(4);
    const closed = scene.census.all.filter(({ signalingState }) => signalingState === 'closed');
    expect(closed, 'those of the first dial').to.have.length(2);
  });
});

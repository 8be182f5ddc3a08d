import { expect } from '@open-wc/testing';
import { AttackerConnection } from '../support/attacker-connection.ts';
import { inOrderOfDialling, Scene } from '../support/attacker-scene.ts';
import type { Frame, Message, Ticket } from '../support/wiretap.ts';

type Forge = (message: Message) => Message;

const trueLine = /a=fingerprint:[^\r\n]+/;

describe('PeerJS, over a server that forges', () => {
  let scene: Scene;
  /** The fingerprint of a certificate that an attacker holds. */
  let falseLine = '';

  before(async () => {
    const connection = new AttackerConnection();
    falseLine = trueLine.exec(await connection.offer())?.[0] ?? '';
    connection.close();
  });

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(() => scene.close());

  const description = (change: (sdp: string) => string): Forge => (message) => {
    const forged = structuredClone(message);
    const sdp = forged.payload!.sdp!;
    const changed = change(sdp.sdp);
    if (changed === sdp.sdp) throw new Error('Nothing was forged');
    sdp.sdp = changed;
    return forged;
  };

  const descriptions: Record<string, Forge> = {
    'a second fingerprint before the true one': description((sdp) => sdp.replace(trueLine, `${falseLine}\r\n$&`)),
    'a second fingerprint after the true one': description((sdp) => sdp.replace(trueLine, `$&\r\n${falseLine}`)),
    'a second fingerprint behind a bare line feed': description((sdp) => sdp.replace(trueLine, `$&\n${falseLine}`)),
    'a second fingerprint behind a bare carriage return': description((sdp) => sdp.replace(trueLine, `$&\r${falseLine}`)),
    'a second fingerprint at its very end': description((sdp) => `${sdp}${falseLine}\r\n`),
    'another fingerprint': description((sdp) => sdp.replaceAll(new RegExp(trueLine, 'g'), falseLine)),
    'a fingerprint in capitals': description((sdp) => sdp.replace('a=fingerprint', 'A=FINGERPRINT')),
    'other line ends': description((sdp) => sdp.replaceAll('\r\n', '\n')),
  };

  const ticket = (change: (ticket: Ticket) => object): Forge => (message) => {
    const forged = structuredClone(message);
    const { metadata, rtc } = forged.payload!;
    const before = metadata ?? rtc!.ticket!;
    Object.assign(before, change(before));
    return forged;
  };

  const otherDigit = (text: string) => (text.startsWith('0') ? '1' : '0') + text.slice(1);

  const tickets: Record<string, Forge> = {
    'another profile': ticket(({ profile }) => ({ profile: otherDigit(profile) })),
    'another MAC': ticket(({ mac }) => ({ mac: otherDigit(mac) })),
  };

  const offers: Record<string, Forge> = {
    ...descriptions,
    ...tickets,
    'another epoch': ticket(({ epoch = 0 }) => ({ epoch: epoch + 1 })),
    'another caller': ticket(() => ({ from: 'f'.repeat(32) })),
    'another callee': ticket(({ to = '' }) => ({ to: otherDigit(to) })),
    'a field too many': ticket(() => ({ extra: true })),
    'another connection': (message) => ({ ...message, payload: { ...message.payload, connectionId: 'another' } }),
    'another sender': (message) => ({ ...message, src: scene.addresses.find((address) => address !== message.src)! }),
    'no ticket': (message) => JSON.parse(JSON.stringify(message, (name, value: unknown) => (name === 'metadata' ? undefined : value))) as Message,
  };

  const isDown = (type: string, { direction, message }: Frame) => direction === 'down' && message.type === type;

  for (const [name, forge] of Object.entries(offers)) {
    it(`makes nothing of an offer with ${name}, and a link of the true one`, async () => {
      let [forgeries, made] = [0, 0];
      scene.tap.tamper = (frame) => {
        if (!isDown('OFFER', frame)) return [frame.message];
        const before = scene.census.all.length;
        frame.socket.hear(forge(frame.message));
        made += scene.census.all.length - before;
        forgeries++;
        return [frame.message];
      };
      await scene.pair();

      expect(forgeries).to.equal(1);
      expect(made).to.equal(0);
      expect(scene.census.all).to.have.length(2);
      expect(scene.errors).to.deep.equal([]);
    });
  }

  for (const [name, forge] of Object.entries(descriptions)) {
    it(`does not take an answer with ${name}, but the true one`, async () => {
      const answers: Message[] = [];
      scene.tap.tamper = (frame) => {
        if (!isDown('ANSWER', frame)) return [frame.message];
        answers.push(frame.message);
        return [forge(frame.message), frame.message];
      };
      const [dialling] = await scene.pair();

      expect(answers).to.have.length(1);
      expect(scene.census.of(dialling)[0]?.remoteDescriptions).to.deep.equal([answers[0]?.payload?.sdp?.sdp]);
      expect(scene.errors).to.deep.equal([]);
    });
  }

  for (const type of ['OFFER', 'ANSWER']) {
    it(`links nobody while every ${type} has a second fingerprint`, async () => {
      scene.tap.tamper = (frame) => [isDown(type, frame) ? descriptions['a second fingerprint after the true one']!(frame.message) : frame.message];
      const guests = [await scene.enter(), await scene.enter()];
      const [dialling, dialled] = inOrderOfDialling(guests);
      await scene.tap.untilFrames('a second attempt', (frame) => isDown(type, frame), 2);

      expect(guests.flatMap(({ heard }) => heard.joined)).to.deep.equal([]);
      expect(scene.census.of(dialling).flatMap(({ remoteDescriptions }) => remoteDescriptions)).to.deep.equal([]);
      expect(scene.census.of(dialled)).to.have.length(type === 'OFFER' ? 0 : 2);
    });
  }
});

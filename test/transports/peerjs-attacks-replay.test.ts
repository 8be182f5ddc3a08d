import { expect } from '@open-wc/testing';
import { Scene } from '../support/attacker-scene.ts';
import { acquainted, type Guest, roundTrip } from '../support/meeting.ts';
import { type Frame, type Message, type TappedSocket, withPayload } from '../support/wiretap.ts';

const isOffer = ({ direction, message }: Frame) => direction === 'down' && message.type === 'OFFER';

describe('PeerJS, over a server that repeats offers', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(() => scene.close());

  /** As it was, for another connection, and with another epoch. */
  function replay(offer: Message, socket: TappedSocket): void {
    const { metadata } = offer.payload!;
    socket.hear(offer);
    socket.hear(withPayload(offer, { connectionId: crypto.randomUUID() }));
    socket.hear(withPayload(offer, { metadata: { ...metadata!, epoch: metadata!.epoch! + 1 } }));
  }

  const offers = () => scene.tap.untilFrames('an offer', isOffer);

  it('makes one connection while the first is being made', async () => {
    scene.tap.tamper = (frame) => {
      if (isOffer(frame)) queueMicrotask(() => replay(frame.message, frame.socket));
      return isOffer(frame) ? [frame.message, frame.message] : [frame.message];
    };
    const [dialling, dialled] = await scene.pair();
    await roundTrip(dialling, dialled);

    expect(await offers()).to.have.length(1);
    expect(scene.census.of(dialled)).to.have.length(1);
    expect(scene.errors).to.deep.equal([]);
  });

  it('makes none while the link stands', async () => {
    const [dialling, dialled] = await scene.pair();
    const [offer] = await offers();
    replay(offer!.message, offer!.socket);
    await roundTrip(dialling, dialled);

    expect(scene.census.all).to.have.length(2);
    expect(dialled.heard.linksTo(dialling.id)).to.deep.equal([]);
  });

  it('makes none after the link has ended', async () => {
    const [dialling, dialled] = await scene.pair();
    const [offer] = await offers();
    dialling.leave();
    await dialled.heard.losesSightOf(dialling.id);
    replay(offer!.message, offer!.socket);

    expect(scene.census.of(dialled)).to.have.length(1);
    expect(dialled.heard.joined).to.have.length(1);
  });

  it('makes none for somebody who comes to the same address', async () => {
    const [dialling, dialled] = await scene.pair();
    const [offer] = await offers();
    const { address } = offer!.socket;
    for (const guest of [dialling, dialled]) guest.leave();
    await Promise.all([dialling, dialled].map((guest) => closed(scene, guest)));
    await scene.occupyAllBut(address);
    const next = await scene.enter();
    const socket = await scene.tap.socketOf(next.id);
    replay(offer!.message, socket);

    expect(socket.address).to.equal(address);
    expect(scene.census.of(next)).to.have.length(0);
  });

  it('makes one for the offer that follows', async () => {
    const [dialling, dialled] = await scene.pair();
    const [offer] = await offers();
    replay(offer!.message, offer!.socket);
    const carol = await scene.enter();
    await acquainted([dialling, dialled, carol]);

    expect(scene.census.all).to.have.length(6);
  });
});

async function closed(scene: Scene, guest: Guest): Promise<void> {
  const socket = await scene.tap.socketOf(guest.id);
  if (socket.readyState === WebSocket.CLOSED) return;
  await new Promise((resolve) => socket.addEventListener('close', resolve, { once: true }));
}

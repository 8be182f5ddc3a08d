import { expect } from 'chai';
import { RtcError } from '../../src/core/errors.ts';
import { MemoryNetwork } from '../../src/transports/memory/memory-transport.ts';
import { type Guest, Meeting, roundTrip } from '../support/meeting.ts';
import { memoryTestNetwork } from '../support/memory-network.ts';
import { OwnTracks } from '../support/own-track.ts';
import { rejectionCode } from '../support/rejection.ts';
import { SlowRoom } from '../support/slow-room.ts';

describe('LocalTrack in a room', () => {
  let own: OwnTracks;
  let capture: OwnTracks['capture'];
  let meeting: Meeting;
  let alice: Guest;
  let bob: Guest;
  let visit: AbortController;

  beforeEach(async () => {
    own = new OwnTracks();
    ({ capture } = own);
    meeting = new Meeting(memoryTestNetwork(new MemoryNetwork()), 2000);
    [alice, bob] = await meeting.pair();
    visit = new AbortController();
  });

  afterEach(() => meeting.close());

  const seesCamera = () => bob.heard.mediaOf(alice.id, 'camera') !== undefined;

  it('is sent as long as it is on', async () => {
    const camera = own.of();
    await camera.enter(alice.room, visit.signal);
    await camera.set(true);
    await bob.heard.media(alice.id, 'camera');
    await camera.set(false);
    await bob.heard.mediaOff(alice.id, 'camera');
    await camera.set(true);
    await bob.heard.media(alice.id, 'camera');
  });

  it('is sent from the start when it was on before', async () => {
    const camera = own.of();
    await camera.set(true);
    await camera.enter(alice.room, visit.signal);
    await bob.heard.media(alice.id, 'camera');
  });

  it('is sent when the device comes after the room', async () => {
    capture.asks = true;
    const camera = own.of();
    const turningOn = camera.set(true);
    await camera.enter(alice.room, visit.signal);
    capture.prompts[0]?.grant();
    await turningOn;
    await bob.heard.media(alice.id, 'camera');
  });

  it('is sent when device and room come at the same moment, whichever is first by a hair', async () => {
    for (let hair = 0; hair < 8; hair++) {
      const [one, other] = await meeting.pair();
      capture.asks = true;
      const camera = own.of();
      const turningOn = camera.set(true);
      capture.prompts.at(-1)?.grant();
      for (let step = 0; step < hair; step++) await Promise.resolve();
      await Promise.all([camera.enter(one.room, visit.signal), turningOn]);
      await other.heard.media(one.id, 'camera');
      for (const guest of [one, other]) guest.leave();
    }
  });

  it('is not sent before it is on', async () => {
    const [camera, microphone] = [own.of(), own.of('microphone')];
    await microphone.set(true);
    await microphone.set(false);
    await Promise.all([camera.enter(alice.room, visit.signal), microphone.enter(alice.room, visit.signal)]);
    await roundTrip(alice, bob);
    expect([seesCamera(), bob.heard.mediaOf(alice.id, 'microphone')]).to.deep.equal([false, undefined]);
  });

  it('goes off for the others when the device goes away', async () => {
    const camera = own.of();
    await camera.enter(alice.room, visit.signal);
    await camera.set(true);
    await bob.heard.media(alice.id, 'camera');
    capture.tracks[0]?.lose();
    await bob.heard.mediaOff(alice.id, 'camera');
  });

  it('is not sent to a room that was left, and is sent to the next', async () => {
    const camera = own.of();
    await camera.enter(alice.room, visit.signal);
    visit.abort();
    await camera.set(true);
    await roundTrip(alice, bob);
    expect(seesCamera()).to.equal(false);
    const next = await meeting.enter();
    await next.heard.sees(bob.id);
    await camera.enter(next.room, new AbortController().signal);
    await bob.heard.media(next.id, 'camera');
  });

  it('is off for the others when off here, however slowly the transport changes tracks', async () => {
    const slow = new SlowRoom(alice.room);
    const camera = own.of();
    await camera.enter(slow.asRoom, visit.signal);
    await camera.set(true);
    await camera.set(false);
    slow.hold();
    const turningOn = camera.set(true);
    await slow.replacing;
    const turningOff = camera.set(false);
    slow.release();
    await Promise.all([turningOn, turningOff]);
    await roundTrip(alice, bob);
    expect([camera.phase, seesCamera(), capture.hot]).to.deep.equal(['off', false, []]);
  });

  it('keeps no device that it cannot send, and can try again', async () => {
    const broken = new SlowRoom(alice.room);
    broken.failure = new RtcError('connection-lost', 'No sender');
    const camera = own.of();
    await camera.enter(broken.asRoom, visit.signal);
    expect(await rejectionCode(camera.set(true))).to.equal('connection-lost');
    expect([camera.phase, capture.hot]).to.deep.equal(['off', []]);
    await camera.set(false);
    broken.failure = undefined;
    await camera.set(true);
    await bob.heard.media(alice.id, 'camera');
  });
});

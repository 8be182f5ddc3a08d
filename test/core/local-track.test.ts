import { expect } from 'chai';
import type { CaptureSource } from '../../src/core/capture.ts';
import { RtcError } from '../../src/core/errors.ts';
import { LocalTrack } from '../../src/core/local-track.ts';
import type { Publication, Room } from '../../src/core/transport.ts';
import { MemoryNetwork } from '../../src/transports/memory/memory-transport.ts';
import { FakeCapture } from '../support/fake-media.ts';
import { type Guest, Meeting, roundTrip } from '../support/meeting.ts';
import { memoryTestNetwork } from '../support/memory-network.ts';
import { rejectionCode } from '../support/rejection.ts';

describe('LocalTrack', () => {
  let capture: FakeCapture;
  let lifetime: AbortController;
  let phases: string[];
  let lost: RtcError[];

  beforeEach(() => {
    capture = new FakeCapture();
    lifetime = new AbortController();
    phases = [];
    lost = [];
  });

  function localTrack(source: CaptureSource = 'camera'): LocalTrack {
    const track: LocalTrack = new LocalTrack(
      { source, open: (signal) => capture.open(source, signal, ''), changed: () => phases.push(track.phase), lost: (error) => lost.push(error) },
      lifetime.signal,
    );
    return track;
  }

  it('is starting until the device is there, then on, then off', async () => {
    const camera = localTrack();
    capture.asks = true;
    const turningOn = camera.set(true);
    expect([camera.phase, camera.captured]).to.deep.equal(['starting', undefined]);
    const track = capture.prompts[0]?.grant();
    await turningOn;
    expect([camera.phase, camera.captured?.track]).to.deep.equal(['on', track?.asTrack]);
    await camera.set(false);
    expect([camera.phase, camera.captured]).to.deep.equal(['off', undefined]);
    expect(phases).to.deep.equal(['starting', 'on', 'off']);
  });

  it('does nothing when it is on already', async () => {
    const camera = localTrack();
    await camera.set(true);
    await camera.set(true);
    expect(capture.tracks).to.have.length(1);
    expect(phases).to.deep.equal(['starting', 'on']);
  });

  it('lets go of the camera when off: its light goes out', async () => {
    const camera = localTrack();
    await camera.set(true);
    await camera.set(false);
    expect(capture.hot).to.deep.equal([]);
    await camera.set(true);
    expect([capture.tracks.length, capture.hot.length]).to.deep.equal([2, 1]);
  });

  it('keeps a muted microphone open, silent, and asks for nothing when it goes on again', async () => {
    const microphone = localTrack('microphone');
    await microphone.set(true);
    await microphone.set(false);
    expect(capture.hot.map(({ enabled }) => enabled)).to.deep.equal([false]);
    await microphone.set(true);
    expect(capture.tracks.map(({ enabled }) => enabled)).to.deep.equal([true]);
  });

  describe('with a prompt that takes its time', () => {
    beforeEach(() => {
      capture.asks = true;
    });

    it('stops what is granted after the wish was taken back', async () => {
      const camera = localTrack();
      const turningOn = camera.set(true);
      await camera.set(false);
      expect(capture.prompts[0]?.signal.aborted).to.equal(true);
      capture.prompts[0]?.grant();
      await turningOn;
      expect([camera.phase, capture.hot]).to.deep.equal(['off', []]);
    });

    it('does what the newest of many commands says', async () => {
      const camera = localTrack();
      const commands = [camera.set(true), camera.set(false), camera.set(true), camera.set(false), camera.set(true)];
      const tracks = capture.prompts.map((prompt) => prompt.grant());
      await Promise.all(commands);
      expect(camera.phase).to.equal('on');
      expect(camera.captured?.track).to.equal(tracks.at(-1)?.asTrack);
      expect(capture.hot).to.deep.equal([tracks.at(-1)]);
    });

    it('takes no notice of a refusal nobody waits for', async () => {
      const camera = localTrack();
      const turningOn = camera.set(true);
      await camera.set(false);
      capture.prompts[0]?.deny(new RtcError('media-denied', 'No'));
      await turningOn;
      expect(phases).to.deep.equal(['starting', 'off']);
    });

    it('is off after a refusal, which is told to whoever asked', async () => {
      const camera = localTrack();
      const turningOn = camera.set(true);
      capture.prompts[0]?.deny(new RtcError('media-denied', 'No'));
      expect(await rejectionCode(turningOn)).to.equal('media-denied');
      expect([phases, lost]).to.deep.equal([['starting', 'off'], []]);
      const again = camera.set(true);
      capture.prompts[1]?.grant();
      await again;
      expect(camera.phase).to.equal('on');
    });

    it('keeps nothing that is granted after it was closed', async () => {
      const camera = localTrack();
      const turningOn = camera.set(true);
      camera.close();
      capture.prompts[0]?.grant();
      await turningOn;
      expect([camera.phase, capture.hot]).to.deep.equal(['off', []]);
    });

    it('keeps nothing that is granted after its lifetime', async () => {
      const turningOn = localTrack().set(true);
      lifetime.abort();
      capture.prompts[0]?.grant();
      await turningOn;
      expect(capture.hot).to.deep.equal([]);
    });
  });

  it('lets go of every device when closed, also of a muted microphone', async () => {
    const [camera, microphone] = [localTrack(), localTrack('microphone')];
    await Promise.all([camera.set(true), microphone.set(true)]);
    await microphone.set(false);
    camera.close();
    microphone.close();
    expect([camera.phase, capture.hot]).to.deep.equal(['off', []]);
  });

  it('lets go of its device at the end of its lifetime', async () => {
    await localTrack().set(true);
    lifetime.abort();
    expect(capture.hot).to.deep.equal([]);
  });

  it('goes off and says so when the device goes away', async () => {
    const camera = localTrack();
    await camera.set(true);
    capture.tracks[0]?.lose();
    expect([camera.phase, camera.captured]).to.deep.equal(['off', undefined]);
    expect(lost.map(({ code }) => code)).to.deep.equal(['media-ended']);
    await camera.set(true);
    expect(camera.phase).to.equal('on');
  });

  it('takes no notice of a device that it no longer has', async () => {
    const camera = localTrack();
    await camera.set(true);
    await camera.set(false);
    await camera.set(true);
    capture.tracks[0]?.lose();
    expect([camera.phase, lost]).to.deep.equal(['on', []]);
  });

  it('does not complain when a muted microphone is unplugged, and opens another when it is wanted', async () => {
    const microphone = localTrack('microphone');
    await microphone.set(true);
    await microphone.set(false);
    capture.tracks[0]?.lose();
    expect(lost).to.deep.equal([]);
    await microphone.set(true);
    expect([microphone.phase, capture.hot.length, capture.tracks.length]).to.deep.equal(['on', 1, 2]);
  });

  describe('in a room', () => {
    let meeting: Meeting;
    let alice: Guest;
    let bob: Guest;
    let visit: AbortController;

    beforeEach(async () => {
      meeting = new Meeting(memoryTestNetwork(new MemoryNetwork()), 2000);
      [alice, bob] = await meeting.pair();
      visit = new AbortController();
    });

    afterEach(() => meeting.close());

    const seesCamera = () => bob.heard.mediaOf(alice.id, 'camera') !== undefined;

    it('is sent as long as it is on', async () => {
      const camera = localTrack();
      await camera.enter(alice.room, visit.signal);
      await camera.set(true);
      await bob.heard.media(alice.id, 'camera');
      await camera.set(false);
      await bob.heard.mediaOff(alice.id, 'camera');
      await camera.set(true);
      await bob.heard.media(alice.id, 'camera');
    });

    it('is sent from the start when it was on before', async () => {
      const camera = localTrack();
      await camera.set(true);
      await camera.enter(alice.room, visit.signal);
      await bob.heard.media(alice.id, 'camera');
    });

    it('is sent when the device comes after the room', async () => {
      capture.asks = true;
      const camera = localTrack();
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
        const camera = localTrack();
        const turningOn = camera.set(true);
        capture.prompts.at(-1)?.grant();
        for (let step = 0; step < hair; step++) await Promise.resolve();
        await Promise.all([camera.enter(one.room, visit.signal), turningOn]);
        await other.heard.media(one.id, 'camera');
        for (const guest of [one, other]) guest.leave();
      }
    });

    it('is not sent before it is on', async () => {
      const [camera, microphone] = [localTrack(), localTrack('microphone')];
      await microphone.set(true);
      await microphone.set(false);
      await Promise.all([camera.enter(alice.room, visit.signal), microphone.enter(alice.room, visit.signal)]);
      await roundTrip(alice, bob);
      expect([seesCamera(), bob.heard.mediaOf(alice.id, 'microphone')]).to.deep.equal([false, undefined]);
    });

    it('goes off for the others when the device goes away', async () => {
      const camera = localTrack();
      await camera.enter(alice.room, visit.signal);
      await camera.set(true);
      await bob.heard.media(alice.id, 'camera');
      capture.tracks[0]?.lose();
      await bob.heard.mediaOff(alice.id, 'camera');
    });

    it('is not sent to a room that was left, and is sent to the next', async () => {
      const camera = localTrack();
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
      const camera = localTrack();
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
      const camera = localTrack();
      await camera.enter(broken.asRoom, visit.signal);
      expect(await rejectionCode(camera.set(true))).to.equal('connection-lost');
      expect([camera.phase, capture.hot]).to.deep.equal(['off', []]);
      await camera.set(false);
      broken.failure = undefined;
      await camera.set(true);
      await bob.heard.media(alice.id, 'camera');
    });
  });
});

/** A room whose sender takes its time to change tracks, or has none. */
class SlowRoom {
  failure: Error | undefined;
  readonly #room: Room;
  #held: Promise<void> | undefined;
  #letGo: () => void = () => undefined;
  #begun: () => void = () => undefined;
  /** Resolves when a held `replace` has begun. */
  readonly replacing = new Promise<void>((resolve) => (this.#begun = resolve));

  constructor(room: Room) {
    this.#room = room;
  }

  get asRoom(): Room {
    return { publish: (...options) => this.#publish(...options) } as Pick<Room, 'publish'> as Room;
  }

  hold(): void {
    this.#held = new Promise((resolve) => (this.#letGo = resolve));
  }

  release(): void {
    this.#letGo();
  }

  async #publish(...options: Parameters<Room['publish']>): Promise<Publication> {
    if (this.failure) throw this.failure;
    const publication = await this.#room.publish(...options);
    return {
      mute: (muted) => publication.mute(muted),
      replace: async (track) => {
        this.#begun();
        await this.#held;
        await publication.replace(track);
      },
    };
  }
}


import { expect } from '@open-wc/testing';
import { transport } from '../../src/transports/peerjs/peerjs-transport.ts';
import { Scene } from '../support/attacker-scene.ts';
import { acquainted, roundTrip } from '../support/meeting.ts';
import { TestCall } from '../support/test-call.ts';

/** A promise, and what resolves it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('PeerJS, held', function () {
  this.timeout(40_000);
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(() => scene.close());

  /** Nobody has said anything to anybody, and what somebody else says to them has no effect. */
  async function nothingHappens(): Promise<void> {
    const stranger = await scene.attacker();
    for (const dst of scene.addresses) stranger.say({ type: 'CANDIDATE', dst, payload: { rtc: { kind: 'hello' } } });
    await stranger.echo();
    expect(scene.census.all).to.have.length(0);
  }

  const greetings = () => scene.tap.frames.filter(({ direction, message }) => direction === 'up' && message.payload?.rtc?.key !== undefined);

  it('two make no connection, nor say a word, until both have joined', async () => {
    const [first, second] = [gate(), gate()];
    const alice = await scene.enter({ standby: true, hold: first.opened });
    const bob = await scene.enter({ standby: true, hold: second.opened });
    await nothingHappens();
    expect(greetings()).to.have.length(0);

    first.open();
    await alice.room.announce();
    // Greets every address but its own, and Bob says nothing.
    await scene.tap.untilFrames('greetings', ({ direction, message }) => direction === 'up' && message.payload?.rtc?.kind === 'hello', 15);
    await nothingHappens();

    second.open();
    await bob.room.announce();
    await acquainted([alice, bob]);
    await roundTrip(alice, bob);
    expect(scene.census.of(alice)).to.have.length(1);
    expect(scene.census.of(bob)).to.have.length(1);
  });

  it('one makes none for somebody who is there already and knows the key', async () => {
    const { opened, open } = gate();
    const alice = await scene.enter();
    const held = await scene.enter({ standby: true, hold: opened });
    await scene.tap.untilFrames('greetings', ({ direction, message }) => direction === 'down' && message.payload?.rtc?.kind === 'hello');
    await nothingHappens();
    open();
    await held.room.announce();
    await acquainted([alice, held]);
    await roundTrip(alice, held);
  });

  it('one who leaves instead was never there', async () => {
    const alice = await scene.enter();
    const held = await scene.enter({ standby: true, hold: gate().opened });
    held.leave();
    const bob = await scene.enter();
    await acquainted([alice, bob]);
    await roundTrip(alice, bob);
    expect(alice.heard.joined).to.have.length(1);
    expect(scene.census.all).to.have.length(2);
  });

  it('calls are linked once both have joined', async () => {
    const options = { server: `${scene.server.url}/peer`, room: crypto.randomUUID(), hold: true };
    const calls = ['Ada', 'Grace'].map((name) => new TestCall(transport, { name, ...options }));
    for (const call of calls) call.session.prepare({ standby: true });
    await Promise.all(calls.map((call) => call.until('the server', () => call.state.server === 'connected')));
    await nothingHappens();
    const [ada, grace] = calls as [TestCall, TestCall];
    await ada.join();
    await nothingHappens();
    await grace.join();
    await Promise.all([ada.sees('Grace'), grace.sees('Ada')]);
    expect(scene.census.all).to.have.length(2);
    for (const call of calls) call.session.leave();
  });
});

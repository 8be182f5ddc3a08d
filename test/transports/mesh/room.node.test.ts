import { expect } from 'chai';
import { roomKeys } from '../../../src/core/crypto/room-keys.ts';
import type { RtcError } from '../../../src/core/errors.ts';
import type { Room } from '../../../src/core/transport.ts';
// Of the code that comes late nobody knows when: here it is there before.
import '../../../src/transports/mesh/byte-streams.ts';
import { type Attendee, MeshModel } from '../../support/mesh-model/mesh-model.ts';
import { replaceGlobals } from '../../support/mesh-model/model-page.ts';
import { rejection } from '../../support/rejection.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a room of the mesh', () => {
  let model: MeshModel;
  let [ada, bob]: Attendee[] = [];
  let room: Room;

  beforeEach(async () => {
    model = new MeshModel(1, await roomKeys('model', { kind: 'open' }));
    [ada, bob] = [model.join(0), model.join(1)];
    await model.time.pass(5000);
    room = ada.person.room!;
  });

  afterEach(() => model.close());

  const link = (one: Attendee, other: Attendee) => model.connections.find(({ page, peerPage }) => page === one.page && peerPage === other.page)!;
  const heard = () => bob!.person.listener.heard.get(ada!.person.id) ?? [];
  const code = async (promise: Promise<unknown>) => ((await rejection(promise)) as RtcError).code;

  it('sends what may be lost in any order, as soon as it can', async () => {
    const sent = Promise.all(['one', 'two', 'three'].map((word) => room.send('words', bytes(word), { reliable: false })));
    await model.time.pass(500);
    await sent;
    expect([...heard()].sort()).to.deep.equal(['one', 'three', 'two']);
  });

  it('loses what may be lost while the way is cut, and nothing else', async () => {
    const path = model.paths.between(ada!.page, bob!.page);
    path.cut(true);
    await room.send('words', bytes('lost'), { reliable: false });
    await room.send('words', bytes('kept'));
    await model.time.pass(100);
    path.cut(false);
    await model.time.pass(5000);
    expect(heard()).to.deep.equal(['kept']);
  });

  it('takes no message that is too large, or for somebody who is not there', async () => {
    expect(await code(room.send('words', new Uint8Array(65_537)))).to.equal('too-large');
    expect(await code(room.send('words', bytes('hello'), { to: ['nobody'] }))).to.equal('peer-unreachable');
    await room.send('words', new Uint8Array(65_536).fill(120));
    await model.time.pass(500);
    expect(heard().map(({ length }) => length)).to.deep.equal([65_536]);
  });

  it('takes nothing any more once it was left', async () => {
    model.leave(ada!, { closes: false });
    expect(await code(room.send('words', bytes('late')))).to.equal('connection-lost');
    expect(await code(room.open('file', bob!.person.id))).to.equal('connection-lost');
  });

  it('says no more of somebody than fits', async () => {
    expect(await code(room.setAttributes({ name: 'a'.repeat(5000) }))).to.equal('too-large');
    await room.setAttributes({ name: 'Ada' });
    await model.time.pass(500);
    expect(bob!.person.listener.known.get(ada!.person.id)?.attributes['name']).to.equal('Ada');
  });

  it('shows a source that is muted as off, whatever device it comes from meanwhile', async () => {
    const sees = () => [...(bob!.person.listener.known.get(ada!.person.id)?.on ?? [])];
    const sent = () => link(ada!, bob!).getTransceivers()[0]?.sender.track;
    model.toggle(ada!, 0);
    const publication = await ada!.person.published.get('microphone')!.publication;
    await model.time.pass(500);
    expect(sees()).to.deep.equal(['microphone']);
    for (const muted of [true, true]) await publication.mute(muted);
    model.replace(ada!, 0);
    await model.time.pass(500);
    expect([sees(), sent()]).to.deep.equal([[], null]);
    await publication.mute(false);
    await model.time.pass(500);
    expect(sees()).to.deep.equal(['microphone']);
    expect(sent()).to.equal(ada!.person.published.get('microphone')?.track);
  });

  it('opens streams of bytes to whoever is there', async () => {
    const opening = room.open('file', bob!.person.id);
    await model.time.pass(500);
    const writer = (await opening).writable.getWriter();
    void writer.write(Uint8Array.of(1, 2, 3)).then(() => writer.close());
    await model.time.pass(2000);
    const [{ topic, stream, from } = expect.fail('No stream came')] = bob!.person.listener.streams;
    expect([topic, from]).to.deep.equal(['file', ada!.person.id]);
    const { value } = await stream.readable.getReader().read();
    expect([...(value ?? [])]).to.deep.equal([1, 2, 3]);
  });

  it('opens no stream to somebody whose link is gone', async () => {
    model.become(bob!.page, 'asleep');
    await model.time.pass(10_000);
    expect(await code(room.open('file', bob!.person.id))).to.equal('connection-lost');
    expect(await code(room.open('file', 'nobody'))).to.equal('peer-unreachable');
  });

  it('knows how long a word takes to each, and whether it goes over a relay', async () => {
    const connection = link(ada!, bob!);
    expect((await room.stats()).get(bob!.person.id)).to.include({ roundTripTime: undefined, relayed: false });
    connection.pair = { currentRoundTripTime: 0.025 };
    connection.stats.push({ id: 'L', type: 'local-candidate', candidateType: 'relay' });
    const stats = await room.stats();
    expect([...stats.keys()]).to.deep.equal([bob!.person.id]);
    expect(stats.get(bob!.person.id)).to.include({ roundTripTime: 25, relayed: true });
    expect(stats.get(bob!.person.id)?.report?.get('P')).to.include({ currentRoundTripTime: 0.025 });
  });

  it('cannot be entered by a browser without connections', async () => {
    const restore = replaceGlobals({ RTCPeerConnection: undefined });
    const cy = model.join(2);
    await model.time.pass(100);
    restore();
    model.present.splice(model.present.indexOf(cy), 1);
    expect(model.faults.splice(0).join()).to.contain('This browser has no RTCPeerConnection');
  });
});

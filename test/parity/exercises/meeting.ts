import { expect } from '@open-wc/testing';
import { transport } from '../../../src/transports/memory/memory-transport.ts';
import type { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { newRoom, pageCall, pageCalls } from '../../support/page-calls.ts';
import { type PeerServer, startPeerServer } from '../../support/peer-server.ts';
import { injectPermission, refuseDevices } from '../../support/recorded-tracks.ts';
import type { Exercises } from '../exercised.ts';

const network = transport as MemoryNetwork;

/** Who meets whom, and how they know. */
export const meeting = {
  'meets those in the room that it names, before joining and in a call': async () => {
    const [ada] = await pageCalls({ 'display-name': 'Ada' });
    const bob = await pageCall({ 'view-only': true, 'display-name': 'Bob' });
    await bob.phase('prejoin');
    expect(bob.element.participants).to.be.empty;
    bob.element.room = ada!.element.room;
    await bob.element.join();
    await Promise.all([ada!.sees(2), bob.sees(2)]);
    expect(bob.all('rtc-phase-changed').map(({ phase }) => phase)).to.deep.equal(['prejoin', 'joining', 'live']);
    expect(bob.all('rtc-joined')).to.have.length(1);
    expect(ada!.all('rtc-participant-joined').map(({ participant }) => participant.name)).to.deep.equal(['Bob']);
    expect(ada!.element.participants.map(({ id, isLocal }) => [id, isLocal])).to.deep.equal([
      [ada!.element.localId, true],
      [bob.element.localId, false],
    ]);
    const elsewhere = newRoom();
    ada!.element.setAttribute('room', elsewhere);
    bob.element.setAttribute('room', elsewhere);
    await bob.until('the other room', () => bob.all('rtc-joined').length === 2);
    await Promise.all([ada!.sees(2), bob.sees(2)]);
  },

  'leaves when it is told to, and when it is removed': async () => {
    const [ada, bob, eve] = await pageCalls({}, {}, {});
    await bob!.element.leave();
    await ada!.sees(2);
    expect([bob!.element.phase, bob!.all('rtc-left').map(({ reason }) => reason)]).to.deep.equal(['ended', ['left']]);
    eve!.element.remove();
    await ada!.sees(1);
    expect([eve!.element.phase, eve!.all('rtc-left').map(({ reason }) => reason)]).to.deep.equal(['ended', ['left']]);
    expect(ada!.all('rtc-participant-left').map(({ reason }) => reason)).to.deep.equal(['left', 'left']);
  },

  'joins without a screen before it': async () => {
    const call = await pageCall({ autojoin: true, 'view-only': true });
    await call.phase('live');
    expect(call.all('rtc-phase-changed').map(({ phase }) => phase)).to.deep.equal(['joining', 'live']);
  },

  'meets those who name the same server': async () => {
    const servers: PeerServer[] = [await startPeerServer(), await startPeerServer()];
    const [here, there] = servers.map(({ url }) => `${url}/peer`);
    const common = { transport: 'peerjs', room: newRoom(), autojoin: true, 'view-only': true, 'ice-servers': '[]' };
    const ada = await pageCall({ ...common, server: here! });
    const bob = await pageCall({ ...common, server: there! });
    await Promise.all([ada.phase('live'), bob.phase('live')]);
    expect(bob.element.participants).to.have.length(1);
    bob.element.setAttribute('server', here!);
    await Promise.all([ada.sees(2), bob.sees(2)]);
    expect(bob.all('rtc-left').map(({ reason }) => reason)).to.deep.equal(['replaced']);
    await Promise.all([ada.element.leave(), bob.element.leave()]);
    await Promise.all(servers.map((server) => server.stop()));
  },

  'lets in who knows the words': async () => {
    const [ada] = await pageCalls({ passphrase: 'a b c' });
    const bob = await pageCall({ room: ada!.element.room, autojoin: true, 'view-only': true });
    await bob.phase('live');
    expect(bob.element.participants).to.have.length(1);
    bob.element.setAttribute('passphrase', 'a b c');
    await Promise.all([ada!.sees(2), bob.sees(2)]);
  },

  'shows its name and its picture to others': async () => {
    const [ada, bob] = await pageCalls({ 'display-name': 'Ada' }, {});
    const picture = new URL('/face.png', location.href).href;
    ada!.element.setAttribute('display-name', 'Countess');
    ada!.element.setAttribute('avatar', picture);
    await bob!.until('both', () => bob!.element.participants[1]?.name === 'Countess' && bob!.element.participants[1].avatar === picture);
    const changed = bob!.all('rtc-participant-changed').map(({ changes }) => changes);
    expect(Object.assign({}, ...changed)).to.deep.equal({ name: 'Countess', avatar: picture });
    await bob!.until('the name on the tile', () => bob!.parts('tile-name').some(({ textContent }) => textContent === 'Countess'));
  },

  'says when the server is lost, and when it is back': async () => {
    const [ada] = await pageCalls({});
    network.stopServer();
    network.startServer();
    expect(ada!.all('rtc-connection-changed').map(({ state }) => state).slice(-2)).to.deep.equal(['reconnecting', 'connected']);
    expect(ada!.element.phase).to.equal('live');
  },

  'says whose link is cut': async () => {
    const [ada, bob] = await pageCalls({}, {});
    const ids = [ada!.element.localId!, bob!.element.localId!] as const;
    const connections = () => ada!.all('rtc-participant-changed').flatMap(({ participant, changes }) => (changes.connection ? [[participant.id, changes.connection]] : []));
    network.cut(...ids);
    network.heal(...ids);
    await ada!.until('the link', () => connections().length === 2);
    expect(connections()).to.deep.equal([
      [ids[1], 'reconnecting'],
      [ids[1], 'live'],
    ]);
  },

  'says that a device was refused': async () => {
    refuseDevices('NotAllowedError');
    injectPermission('denied');
    const call = await pageCall({ autojoin: true });
    await call.until('both errors', () => call.errors.length === 2);
    expect(call.errors).to.deep.equal(['media-denied', 'media-denied']);
    await call.phase('live');
  },

  'carries data from page to page, and knows its links': async () => {
    const [ada, bob, eve] = await pageCalls({}, {}, {});
    await ada!.element.send('note', { hello: [1] }, { to: [bob!.element.localId!] });
    await ada!.element.send('note', 'all');
    await eve!.until('what is for all', () => eve!.all('rtc-data-received').length > 0);
    await bob!.until('both', () => bob!.all('rtc-data-received').length === 2);
    const heard = [bob!, eve!].map((call) => call.all('rtc-data-received').map(({ topic, data, from }) => [topic, data, from]));
    const from = ada!.element.localId;
    expect(heard).to.deep.equal([
      [['note', { hello: [1] }, from], ['note', 'all', from]],
      [['note', 'all', from]],
    ]);
    expect(await ada!.element.stats()).to.have.keys([bob!.element.localId, eve!.element.localId]);
  },
} satisfies Partial<Exercises>;

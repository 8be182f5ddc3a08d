import { expect } from 'chai';
import { once } from 'node:events';
import { healthOf, startServer, stopServers, until } from './running-server.ts';
import { claimWhenFree, deadClient, SignallingClient, textFrame } from './signalling-client.ts';

describe('signalling: what PeerJS relies on', () => {
  afterEach(stopServers);

  it('passes messages on and says who sent them', async () => {
    const server = await startServer();
    const alice = await SignallingClient.open(server, 'alice');
    const bob = await SignallingClient.open(server, 'bob');

    alice.send({ type: 'OFFER', src: 'mallory', dst: 'bob', payload: { sdp: 'v=0' } });

    expect(await bob.next()).to.deep.equal({ type: 'OFFER', src: 'alice', dst: 'bob', payload: { sdp: 'v=0' } });
  });

  it('sends a message to oneself back, which is how a client checks its socket', async () => {
    const server = await startServer();
    const alice = await SignallingClient.open(server, 'alice');

    alice.send({ type: 'CANDIDATE', dst: 'alice', payload: 1 });

    expect(await alice.next()).to.deep.equal({ type: 'CANDIDATE', src: 'alice', dst: 'alice', payload: 1 });
  });

  it('keeps messages for an absent id and gives them to whoever claims it', async () => {
    const server = await startServer();
    const alice = await SignallingClient.open(server, 'alice');
    alice.send({ type: 'OFFER', dst: 'bob', payload: 'first' });
    alice.send({ type: 'CANDIDATE', dst: 'bob', payload: 'second' });
    await alice.roundTrip('alice');

    const bob = await SignallingClient.open(server, 'bob');

    expect([(await bob.next()).payload, (await bob.next()).payload]).to.deep.equal(['first', 'second']);
  });

  it('says EXPIRE to the sender when nobody claims the id in time', async () => {
    const server = await startServer({ expireTimeout: 100 });
    const alice = await SignallingClient.open(server, 'alice');

    alice.send({ type: 'OFFER', dst: 'nobody' });

    expect(await alice.next()).to.deep.equal({ type: 'EXPIRE', src: 'nobody', dst: 'alice', payload: { closed: false } });
  });

  it('says with EXPIRE whether whoever held the id has closed their socket', async () => {
    const server = await startServer({ expireTimeout: 100 });
    const alice = await SignallingClient.open(server, 'alice');
    const bob = await SignallingClient.open(server, 'bob');
    bob.socket.close();
    await bob.closed;

    alice.send({ type: 'OFFER', dst: 'bob' });

    expect(await alice.next()).to.deep.equal({ type: 'EXPIRE', src: 'bob', dst: 'alice', payload: { closed: true } });
  });

  it('does not say so of somebody who only fell silent', async () => {
    const server = await startServer({ expireTimeout: 100, pingInterval: 50 });
    const alice = await SignallingClient.open(server, 'alice');
    await deadClient(server, 'bob');
    await until(() => healthOf(server), ({ sockets }) => sockets === 1);

    alice.send({ type: 'OFFER', dst: 'bob' });

    expect(await alice.next()).to.deep.equal({ type: 'EXPIRE', src: 'bob', dst: 'alice', payload: { closed: false } });
  });

  it('says ID-TAKEN to a stranger who claims an id in use', async () => {
    const server = await startServer();
    await SignallingClient.open(server, 'alice', 'secret');

    const stranger = await SignallingClient.connect(server, 'alice', 'guess');

    expect((await stranger.next()).type).to.equal('ID-TAKEN');
    await stranger.closed;
  });

  it('lets whom it refuses hear why before it closes: Firefox loses what comes with the end', async () => {
    const server = await startServer();
    await SignallingClient.open(server, 'alice', 'secret');
    const stranger = await SignallingClient.connect(server, 'alice', 'guess');
    await stranger.next();
    const since = performance.now();
    await stranger.closed;
    expect(performance.now() - since).to.be.within(500, 4000);
  });

  it('gives the id to a new socket with the same token, without OPEN, and closes the old one', async () => {
    const server = await startServer();
    const old = await SignallingClient.open(server, 'alice', 'secret');
    const bob = await SignallingClient.open(server, 'bob');

    const back = await SignallingClient.connect(server, 'alice', 'secret');
    expect(await old.closed).to.equal(1000);
    bob.send({ type: 'OFFER', dst: 'alice' });

    expect(await back.next()).to.include({ type: 'OFFER', src: 'bob' });
  });

  it('frees the id of whoever says LEAVE to nobody, and does not take it from the next owner', async () => {
    const server = await startServer();
    const bob = await SignallingClient.open(server, 'bob');
    const leaver = await deadClient(server, 'desk');
    leaver.write(textFrame('{"type":"LEAVE"}'));
    // The LEAVE travels on a connection of its own: a claim may overtake it.
    const heir = await claimWhenFree(server, 'desk');

    // The leaver's socket ends only now, long after it gave up the id.
    leaver.destroy();
    await until(() => healthOf(server), ({ sockets }) => sockets === 2);
    bob.send({ type: 'OFFER', dst: 'desk' });

    expect(await heir.next()).to.include({ type: 'OFFER', src: 'bob' });
  });

  it('passes a LEAVE for somebody on', async () => {
    const server = await startServer();
    const alice = await SignallingClient.open(server, 'alice');
    const bob = await SignallingClient.open(server, 'bob');

    alice.send({ type: 'LEAVE', dst: 'bob' });

    expect(await bob.next()).to.deep.equal({ type: 'LEAVE', src: 'alice', dst: 'bob' });
  });

  it('gives out ids over HTTP and tells nobody who is there', async () => {
    const server = await startServer();

    const id = await fetch(`${server.url}/peer/peerjs/id`);
    const peers = await fetch(`${server.url}/peer/peerjs/peers`);

    expect(await id.text()).to.match(/^[\da-f-]{36}$/);
    expect(id.headers.get('x-powered-by')).to.equal(null);
    expect(peers.status).to.equal(401);
  });

  it('frees the id when the socket closes', async () => {
    const server = await startServer();
    const alice = await SignallingClient.open(server, 'alice', 'one');
    alice.socket.close();
    await once(alice.socket, 'close');
    await until(() => healthOf(server), ({ sockets }) => sockets === 0);

    await SignallingClient.open(server, 'alice', 'two');
  });
});

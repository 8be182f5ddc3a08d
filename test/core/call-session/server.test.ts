import { expect } from 'chai';
import { RtcConnectionChangedEvent, RtcErrorEvent, RtcPhaseChangedEvent } from '../../../src/core/events.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { rejectionCode } from '../../support/rejection.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

describe('a call and its server', () => {
  let network: MemoryNetwork;

  beforeEach(() => {
    network = new MemoryNetwork();
  });

  const connection = (call: TestCall) => call.all(RtcConnectionChangedEvent).map(({ state }) => state);
  const errors = (call: TestCall) => call.all(RtcErrorEvent).map(({ error }) => error.code);
  const phases = (call: TestCall) => call.all(RtcPhaseChangedEvent).map(({ phase }) => phase);

  it('says nothing of a server that is simply there', async () => {
    const [ada] = (await callsOf(network, 'Ada')) as [TestCall];
    expect([ada.state.server, connection(ada), errors(ada)]).to.deep.equal(['connected', [], []]);
  });

  it('keeps trying when the server cannot be reached, says so once, and joins when it can', async () => {
    network.stopServer();
    const ada = new TestCall(network);
    const joining = ada.join();
    await ada.first(RtcErrorEvent);
    expect([ada.phase, ada.state.server, errors(ada)]).to.deep.equal(['joining', 'reconnecting', ['server-unreachable']]);
    network.startServer();
    await joining;
    expect([ada.phase, ada.state.server]).to.deep.equal(['live', 'connected']);
    expect(connection(ada)).to.deep.equal(['reconnecting', 'connected']);
    expect(errors(ada)).to.deep.equal(['server-unreachable']);
  });

  it('can be left while the server cannot be reached', async () => {
    network.stopServer();
    const ada = new TestCall(network);
    const joining = ada.join();
    await ada.first(RtcErrorEvent);
    ada.session.leave();
    expect(await rejectionCode(joining)).to.equal('connection-lost');
    network.startServer();
    const grace = new TestCall(network, { name: 'Grace' });
    await grace.join();
    expect([ada.phase, ada.state.server, grace.names]).to.deep.equal(['ended', 'unknown', ['Grace']]);
  });

  it('goes on without the server as long as somebody is there', async () => {
    const [ada, grace] = (await callsOf(network, 'Ada', 'Grace')) as [TestCall, TestCall];
    network.stopServer();
    expect([ada.phase, ada.state.server, errors(ada)]).to.deep.equal(['live', 'reconnecting', ['server-lost']]);
    await ada.session.send('still', 'here');
    await grace.until('data', () => grace.story.includes('rtc-data-received'));
    network.startServer();
    expect([ada.state.server, connection(ada)]).to.deep.equal(['connected', ['reconnecting', 'connected']]);
    expect(phases(ada)).to.deep.equal(['joining', 'live']);
  });

  it('is reconnecting without the server when nobody is there', async () => {
    const [ada] = (await callsOf(network, 'Ada')) as [TestCall];
    network.stopServer();
    expect(ada.phase).to.equal('reconnecting');
    network.startServer();
    expect(ada.phase).to.equal('live');
  });

  it('is reconnecting when the last one leaves while the server is away', async () => {
    const [ada, grace] = (await callsOf(network, 'Ada', 'Grace')) as [TestCall, TestCall];
    network.stopServer();
    grace.session.leave();
    await ada.until('Grace to leave', () => !ada.participant('Grace'));
    expect(ada.phase).to.equal('reconnecting');
  });

  it('begins reconnecting when the server went away on the pre-join screen', async () => {
    const ada = new TestCall(network);
    ada.session.prepare({ standby: true });
    await ada.until('the server', () => ada.state.server === 'connected');
    network.stopServer();
    await ada.join();
    expect(ada.phase).to.equal('reconnecting');
    network.startServer();
    expect(ada.phase).to.equal('live');
  });

  it('is told under the name of its transport', async () => {
    const ada = new TestCall(network, { transportName: 'peerjs' });
    await ada.join();
    network.stopServer();
    expect(ada.all(RtcConnectionChangedEvent).map(({ transport }) => transport)).to.deep.equal(['peerjs']);
  });
});

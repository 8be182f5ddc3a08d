import { expect } from 'chai';
import { dataLimits } from '../../src/core/application-data.ts';
import { RtcDataReceivedEvent } from '../../src/core/events.ts';
import { MemoryNetwork } from '../../src/transports/memory/memory-transport.ts';
import { flood, flooderIn } from '../support/flooder.ts';
import { callsOf, type TestCall } from '../support/test-call.ts';

describe('somebody who sends 5,000 messages in a second', () => {
  it('is cut off, and keeps nobody else from being heard', async () => {
    const network = new MemoryNetwork();
    const end = new AbortController();
    const born = performance.now();
    const [ada, grace] = (await callsOf(network, 'Ada', 'Grace')) as [TestCall, TestCall];
    const mallory = await flooderIn(network, 'daily', 'https://rtc.example.org/peer', end.signal);
    await ada.sees('Mallory');
    const flooding = flood(mallory, 'flood', 1);
    for (let count = 0; count < dataLimits.messagesPerSecond / 4; count++) {
      await grace.session.send('state', count);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const sent = await flooding;
    const from = (id: string) => ada.all(RtcDataReceivedEvent).filter((event) => event.from === id);
    const seconds = Math.ceil((performance.now() - born) / 1000) + 1;
    expect(sent).to.equal(5000);
    expect(from(mallory.self).length).to.be.within(1, 2 * dataLimits.messagesPerSecond * seconds);
    expect(from(mallory.self).length).to.be.below(sent);
    expect(from(grace.id).map(({ data }) => data)).to.deep.equal(Array.from({ length: dataLimits.messagesPerSecond / 4 }, (_, index) => index));
    end.abort();
  });
});

import { expect } from 'chai';
import { countsOf, type LinkCounts, sampleBetween } from '../../../../src/transports/mesh/quality/link-sample.ts';

/** What a browser reports (W3C webrtc-stats), as far as it is read here. */
function reportOf(...stats: readonly object[]): RTCStatsReport {
  return new Map(stats.map((each, index) => [String(index), { id: String(index), ...each }]));
}

const transport = { type: 'transport', selectedCandidatePairId: 'pair' };
const pair = { id: 'pair', type: 'candidate-pair', timestamp: 10_000, bytesSent: 500_000, availableOutgoingBitrate: 750_000 };

const sound = { type: 'inbound-rtp', mid: '0', packetsReceived: 100, packetsLost: 4, totalSamplesReceived: 96_000, concealedSamples: 4800, silentConcealedSamples: 800 };
const picture = { type: 'inbound-rtp', mid: '1', packetsReceived: 300, packetsLost: 6, totalFreezesDuration: 1.5 };
const sent = [
  { type: 'outbound-rtp', packetsSent: 90, qualityLimitationDurations: { cpu: 2, bandwidth: 7 } },
  { type: 'outbound-rtp', packetsSent: 210 },
  { type: 'remote-inbound-rtp', packetsLost: 3, roundTripTime: 0.08, roundTripTimeMeasurements: 5 },
  { type: 'remote-inbound-rtp', packetsLost: 2, roundTripTime: 0.12, roundTripTimeMeasurements: 6 },
];

describe('what a link has counted', () => {
  it('is nothing before the link stands', () => {
    expect(countsOf(undefined)).to.equal(undefined);
    expect(countsOf(reportOf({ type: 'transport' }, pair))).to.equal(undefined);
  });

  it('is added up over all that is sent and received', () => {
    expect(countsOf(reportOf(transport, pair, sound, picture, ...sent))).to.deep.equal({
      at: 10_000,
      bytesSent: 500_000,
      estimate: 750,
      reports: { 6: { count: 5, roundTrip: 80 }, 7: { count: 6, roundTrip: 120 } },
      received: { microphone: 100, camera: 300 },
      out: { packets: 300, lost: 5, busy: 2 },
      in: { packets: 400, lost: 10, samples: 96_000, concealed: 4000, frozen: 1.5 },
    });
  });

  it('is nothing, but known, on a link that carries only messages', () => {
    expect(countsOf(reportOf(transport, { id: 'pair', type: 'candidate-pair', timestamp: 1 }))).to.deep.equal({
      at: 1,
      bytesSent: 0,
      estimate: undefined,
      reports: {},
      received: {},
      out: { packets: 0, lost: 0, busy: 0 },
      in: { packets: 0, lost: 0, samples: 0, concealed: 0, frozen: 0 },
    });
  });

  it('knows the pair that Firefox marks', () => {
    const counts = countsOf(reportOf({ type: 'candidate-pair', timestamp: 1 }, { type: 'candidate-pair', timestamp: 2, selected: true }));
    expect(counts?.at).to.equal(2);
  });

  it('takes a media section for nobody’s that is none of the four', () => {
    expect(countsOf(reportOf(transport, pair, { ...sound, mid: '7' }))?.received).to.deep.equal({});
  });
});

describe('what happened on a link between two looks', () => {
  const before: LinkCounts = {
    at: 10_000,
    bytesSent: 100_000,
    estimate: 500,
    reports: { sound: { count: 3, roundTrip: 600 }, picture: { count: 3, roundTrip: 50 } },
    received: {},
    out: { packets: 100, lost: 5, busy: 1 },
    in: { packets: 200, lost: 2, samples: 96_000, concealed: 100, frozen: 1 },
  };
  const now: LinkCounts = {
    at: 12_000,
    bytesSent: 350_000,
    estimate: 900,
    reports: { sound: { count: 3, roundTrip: 600 }, picture: { count: 4, roundTrip: 80 } },
    received: {},
    out: { packets: 300, lost: 25, busy: 1.5 },
    in: { packets: 380, lost: 22, samples: 192_000, concealed: 24_100, frozen: 1.25 },
  };

  it('is what is new, as a share of what could have been', () => {
    expect(sampleBetween(before, now, false)).to.deep.equal({
      duration: 2000,
      sent: 1000,
      estimate: 900,
      roundTrip: 80,
      reported: true,
      lossOut: 0.1,
      lossIn: 0.1,
      concealed: 0.25,
      frozen: 0.125,
      busy: 0.25,
      deaf: false,
    });
  });

  it('cannot be told of less than half a second', () => {
    expect(sampleBetween(before, { ...now, at: 10_499 }, false)).to.equal(undefined);
    expect(sampleBetween(before, { ...now, at: 10_500 }, false)?.duration).to.equal(500);
  });

  it('knows no round trip that was not measured since', () => {
    expect(sampleBetween(before, { ...now, reports: before.reports }, false)).to.include({ reported: false, roundTrip: undefined });
  });

  it('takes the longest of those that were measured since, and the first of a stream', () => {
    const reports = { sound: { count: 4, roundTrip: 90 }, picture: { count: 4, roundTrip: 80 } };
    expect(sampleBetween(before, { ...now, reports }, false)?.roundTrip).to.equal(90);
    expect(sampleBetween({ ...before, reports: {} }, { ...now, reports: { sound: { count: 1, roundTrip: 70 } } }, false)?.roundTrip).to.equal(70);
  });

  it('says whether the other page is busy', () => {
    expect(sampleBetween(before, now, true)?.deaf).to.equal(true);
  });

  it('is never less than nothing nor more than all, where counters start anew or lost packets turn up', () => {
    const anew = sampleBetween(now, { ...before, at: 14_000 }, false);
    expect(anew).to.include({ lossOut: 0, lossIn: 0, concealed: 0, frozen: 0, busy: 0 });
    const late = sampleBetween(before, { ...now, out: { packets: 110, lost: 65, busy: 9 }, in: { ...now.in, frozen: 9 } }, false);
    expect(late).to.include({ lossOut: 1, frozen: 1, busy: 1 });
  });
});

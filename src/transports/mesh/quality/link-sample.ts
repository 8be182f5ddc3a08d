import { type Source, sources } from '../../../core/transport.ts';
import { selectedPair } from '../link-stats.ts';
import type { Received } from './drought.ts';

/** What a link has counted so far (W3C webrtc-stats); times in milliseconds, rates in kilobits per second. */
export interface LinkCounts {
  readonly at: number;
  readonly bytesSent: number;
  readonly estimate: number | undefined;
  /** What the other end has told last of each stream that arrives there, by the stream's name: one may be told of seconds after another. */
  readonly reports: Readonly<Record<string, Report>>;
  readonly received: Received;
  readonly out: { readonly packets: number; readonly lost: number; readonly busy: number };
  readonly in: { readonly packets: number; readonly lost: number; readonly samples: number; readonly concealed: number; readonly frozen: number };
}

interface Report {
  /** How often it has told. */
  readonly count: number;
  /** Milliseconds, when it told last. */
  readonly roundTrip: number;
}

/** What happened on a link between two looks. */
export interface LinkSample {
  /** Milliseconds. */
  readonly duration: number;
  /** Sent, in kilobits per second. */
  readonly sent: number;
  /** What the browser thinks it could send, in kilobits per second; Firefox does not say. */
  readonly estimate: number | undefined;
  /** Milliseconds; undefined if it was not measured since. */
  readonly roundTrip: number | undefined;
  /** The other end told what arrived there. */
  readonly reported: boolean;
  /** Of the packets of each direction, from 0 to 1. */
  readonly lossOut: number;
  readonly lossIn: number;
  /** Of the sound that was played, what was made up; from 0 to 1. */
  readonly concealed: number;
  /** Of the time, how long a picture stood still; from 0 to 1. */
  readonly frozen: number;
  /** Of the time, how long this machine could not encode what was asked of it; from 0 to 1. */
  readonly busy: number;
  /** Bytes arrive and the other page does not answer. */
  readonly deaf: boolean;
}

/** Undefined before the link stands. */
export function countsOf(report: RTCStatsReport | undefined): LinkCounts | undefined {
  const pair = selectedPair(report);
  if (!report || !pair) return undefined;
  const all = [...(report.values() as Iterable<Counted>)];
  const sum = (type: string, name: keyof Counts) => all.reduce((total, stats) => total + (stats.type === type ? (stats[name] ?? 0) : 0), 0);
  const busy = all.reduce((total, { type, qualityLimitationDurations: durations }) => total + (type === 'outbound-rtp' ? (durations?.cpu ?? 0) : 0), 0);
  return {
    at: pair.timestamp,
    bytesSent: pair.bytesSent ?? 0,
    estimate: inThousands(pair.availableOutgoingBitrate),
    reports: reportsOf(all),
    received: receivedOf(all),
    out: { packets: sum('outbound-rtp', 'packetsSent'), lost: sum('remote-inbound-rtp', 'packetsLost'), busy },
    in: {
      packets: sum('inbound-rtp', 'packetsReceived'),
      lost: sum('inbound-rtp', 'packetsLost'),
      samples: sum('inbound-rtp', 'totalSamplesReceived'),
      concealed: sum('inbound-rtp', 'concealedSamples') - sum('inbound-rtp', 'silentConcealedSamples'),
      frozen: sum('inbound-rtp', 'totalFreezesDuration'),
    },
  };
}

/** Undefined if too little time has passed to say anything. */
export function sampleBetween(before: LinkCounts, now: LinkCounts, deaf: boolean): LinkSample | undefined {
  const duration = now.at - before.at;
  if (duration < 500) return undefined;
  const fresh = Object.entries(now.reports).filter(([id, { count }]) => count > (before.reports[id]?.count ?? 0));
  const reported = fresh.length > 0;
  return {
    duration,
    sent: ((now.bytesSent - before.bytesSent) * 8) / duration,
    estimate: now.estimate,
    roundTrip: reported ? Math.max(...fresh.map(([, { roundTrip }]) => roundTrip)) : undefined,
    reported,
    lossOut: share(now.out.lost - before.out.lost, now.out.packets - before.out.packets),
    lossIn: share(now.in.lost - before.in.lost, now.in.packets - before.in.packets + now.in.lost - before.in.lost),
    concealed: share(now.in.concealed - before.in.concealed, now.in.samples - before.in.samples),
    frozen: share((now.in.frozen - before.in.frozen) * 1000, duration),
    busy: share((now.out.busy - before.out.busy) * 1000, duration),
    deaf,
  };
}

function receivedOf(all: readonly Counted[]): Received {
  const received: Partial<Record<Source, number>> = {};
  for (const { type, mid, packetsReceived = 0 } of all) {
    const source = type === 'inbound-rtp' ? sources[Number(mid)] : undefined;
    if (source) received[source] = packetsReceived;
  }
  return received;
}

function reportsOf(all: readonly Counted[]): LinkCounts['reports'] {
  const reports: Record<string, Report> = {};
  for (const { type, id, roundTripTime, roundTripTimeMeasurements: count } of all) {
    if (type === 'remote-inbound-rtp' && roundTripTime && count) reports[id] = { count, roundTrip: roundTripTime * 1000 };
  }
  return reports;
}

interface Counts {
  readonly packetsSent?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly totalSamplesReceived?: number;
  readonly concealedSamples?: number;
  readonly silentConcealedSamples?: number;
  readonly totalFreezesDuration?: number;
}

interface Counted extends Counts {
  readonly id: string;
  readonly type: string;
  /** Its number is the source's: nobody adds or removes a transceiver. */
  readonly mid?: string;
  readonly roundTripTime?: number;
  readonly roundTripTimeMeasurements?: number;
  readonly qualityLimitationDurations?: { readonly cpu?: number };
}

/** Counters start anew, and lost packets turn up: never less than nothing, never more than all. */
function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}

function inThousands(number: number | undefined): number | undefined {
  return number === undefined ? undefined : number / 1000;
}

import type { LinkSample } from '../../../../src/transports/mesh/quality/link-sample.ts';

/** Two seconds of a good link that carries sound and a picture. */
const good: LinkSample = {
  duration: 2000,
  sent: 600,
  estimate: undefined,
  roundTrip: 20,
  reported: true,
  lossOut: 0,
  lossIn: 0,
  concealed: 0,
  frozen: 0,
  busy: 0,
  deaf: false,
};

export function like(change: Partial<LinkSample>): LinkSample {
  return { ...good, ...change };
}

/** A row of samples, each `count` times. */
export function row(...parts: readonly (readonly [change: Partial<LinkSample>, count?: number])[]): LinkSample[] {
  return parts.flatMap(([change, count = 1]) => Array.from({ length: count }, () => like(change)));
}

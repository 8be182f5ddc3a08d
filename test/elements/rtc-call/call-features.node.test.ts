import { expect } from 'chai';
import type { CallSession } from '../../../src/core/call-session.ts';
import { callFeatures } from '../../../src/elements/rtc-call/call-features.ts';

describe('features of a call', () => {
  it('are loaded by no name that somebody makes up', () => {
    const features = callFeatures(() => true);
    features.open({ store: { watch: () => undefined } } as unknown as CallSession, new AbortController().signal);
    for (const topic of ['constructor', 'toString', '__proto__', 'valueOf', 'hasOwnProperty', 'none', '']) {
      expect(features.unheard(topic), topic).to.equal(false);
    }
  });
});

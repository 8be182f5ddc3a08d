import { expect } from '@open-wc/testing';
import { chime, ring } from '../../src/media/chime.ts';
import { Conditions } from '../support/conditions.ts';

describe('ring', () => {
  const { AudioContext: original, OscillatorNode: Oscillator } = globalThis;
  let contexts: AudioContext[];
  let tones: number[];
  let end: AbortController;
  const conditions = new Conditions(8000, () => `${tones.length} tones`);

  beforeEach(() => {
    [contexts, tones, end] = [[], [], new AbortController()];
    // Real ones, and a list of them.
    globalThis.AudioContext = class extends original {
      constructor() {
        super();
        contexts.push(this);
      }
    };
    globalThis.OscillatorNode = class extends Oscillator {
      override start(at?: number): void {
        tones.push(at ?? 0);
        super.start(at);
        conditions.look();
      }
    };
  });

  afterEach(() => {
    end.abort();
    Object.assign(globalThis, { AudioContext: original, OscillatorNode: Oscillator });
    Reflect.deleteProperty(navigator, 'userActivation');
  });

  const closed = async (context: AudioContext) => {
    while (context.state !== 'closed') await new Promise((resolve) => context.addEventListener('statechange', resolve, { once: true }));
  };
  const touched = (hasBeenActive: boolean) => {
    Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { hasBeenActive } });
  };

  it('rings with two tones, again and again', async () => {
    touched(true);
    ring(end.signal);
    expect([contexts.length, tones.length]).to.deep.equal([1, 2]);
    expect(tones[1]).to.be.greaterThan(tones[0]!);
    await conditions.until('the second ring', () => tones.length === 4);
    expect(contexts).to.have.length(1);
  });

  it('sounds once when a speaker is tried, and leaves nothing open', async () => {
    chime('', end.signal);
    await conditions.until('both tones', () => tones.length === 2);
    await closed(contexts[0]!);
    expect([contexts.length, tones.length]).to.deep.equal([1, 2]);
  });

  it('is tried elsewhere when the speaker is not there, and is quiet when it may be', async () => {
    chime('gone', end.signal);
    await conditions.until('both tones', () => tones.length === 2);
    end.abort();
    await closed(contexts[0]!);
    expect(tones).to.have.length(2);
  });

  it('is quiet as soon as it may be', () => {
    touched(true);
    ring(end.signal);
    end.abort();
    expect(contexts.map(({ state }) => state === 'running')).to.deep.equal([false]);
    ring(end.signal);
    expect(contexts).to.have.length(1);
  });

  it('makes nothing before somebody has touched the page (injected)', () => {
    touched(false);
    ring(end.signal);
    expect(contexts).to.be.empty;
    document.body.click();
    expect([contexts.length, tones.length]).to.deep.equal([1, 2]);
    document.body.click();
    expect(contexts).to.have.length(1);
  });

  it('makes nothing at all when it was called off before', () => {
    touched(false);
    ring(end.signal);
    end.abort();
    document.body.click();
    expect(contexts).to.be.empty;
  });
});

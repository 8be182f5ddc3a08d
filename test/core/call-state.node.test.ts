import { expect } from 'chai';
import { type CallPhase, type CallState, changesBetween, errorOf, initialState, isWanted } from '../../src/core/call-state.ts';
import { RtcError } from '../../src/core/errors.ts';

const error = new RtcError('room-full', 'All are there');
const at = (phase: CallPhase, more: Partial<CallState> = {}): CallState => ({ ...initialState, ...more, status: phase === 'failed' ? { phase, error } : { phase } });

describe('the state of a call', () => {
  it('begins with nobody, with every device off and with nothing wished', () => {
    expect(initialState).to.deep.include({
      participants: [],
      microphone: 'off',
      camera: 'off',
      screen: 'off',
      screenIsStale: false,
      wishes: { microphone: false, camera: false },
      sends: ['microphone', 'camera', 'screen'],
      chosen: { microphone: '', camera: '', speaker: '' },
      devices: { microphone: '', camera: '', speaker: '' },
      profile: { name: '', avatar: '' },
      server: 'unknown',
      remembers: true,
    });
  });

  it('has an error only where the call failed', () => {
    expect(errorOf(at('failed'))).to.equal(error);
    expect((['idle', 'prejoin', 'live', 'ended'] as const).map((phase) => errorOf(at(phase)))).to.deep.equal([null, null, null, null]);
  });

  it('wants a device that is wished for before a call, and one that is on in it', () => {
    const wished = { wishes: { microphone: true, camera: false }, camera: 'on' } as const;
    for (const phase of ['idle', 'prejoin', 'ended', 'failed'] as const) {
      expect([isWanted(at(phase, wished), 'microphone'), isWanted(at(phase, wished), 'camera')], phase).to.deep.equal([true, false]);
    }
    for (const phase of ['joining', 'waiting', 'live', 'reconnecting'] as const) {
      expect([isWanted(at(phase, wished), 'microphone'), isWanted(at(phase, wished), 'camera')], phase).to.deep.equal([false, true]);
    }
    expect(isWanted(at('live', { camera: 'starting' }), 'camera')).to.equal(false);
  });

  it('knows what is new in a snapshot', () => {
    expect(changesBetween({ a: 1, b: Number.NaN, c: 'x' }, { a: 2, b: Number.NaN, c: 'x' })).to.deep.equal({ a: 2 });
  });
});

import { expect } from 'chai';
import { disagreements, type Look, standingPictures } from './agreement.ts';

type Shown = Look['participants'][number];

const shown = (id: string, more: Partial<Shown> = {}): Shown => ({ id, name: id, isLocal: false, microphone: 'off', camera: 'on', connection: 'live', ...more });

/** A page of two, as it is when all is well. */
const page = (self: string, other: string, more: Partial<Look> = {}): Look => ({
  localId: self,
  phase: 'live',
  participants: [shown(self, { isLocal: true }), shown(other)],
  links: 1,
  sent: { [other]: [1, 2] },
  received: { [other]: [1, 2] },
  frames: { [other]: 10 },
  lost: [],
  ...more,
});

describe('the agreement of several pages', () => {
  const faultsOf = (more: Partial<Look>) => disagreements([page('Ada', 'Bob', more), page('Bob', 'Ada')]);

  it('is there when each knows of the others what they know of themselves', () => {
    expect(faultsOf({})).to.deep.equal([]);
  });

  it('lacks who is not known, not linked, linked twice, or known as they are not', () => {
    const self = shown('Ada', { isLocal: true });
    expect(faultsOf({ participants: [self] })).to.deep.equal(['Ada of Bob: unknown']);
    expect(faultsOf({ participants: [self, shown('Bob', { connection: 'reconnecting' })] })).to.deep.equal(['Ada of Bob: reconnecting']);
    expect(faultsOf({ links: 2 })).to.deep.equal(['Ada has 2 links to 1 others']);
    expect(faultsOf({ participants: [self, shown('Bob', { camera: 'off' })] })).to.deep.equal(['Ada of Bob: camera off, not on']);
    expect(faultsOf({ phase: 'nowhere', participants: [] })).to.include('somebody who is not in the call is nowhere');
  });

  it('allows whoever vanished to be missed, not to be there', () => {
    const and = (connection: Shown['connection']) => ({ participants: [...page('Ada', 'Bob').participants, shown('Cyd', { connection })], links: 2 });
    expect(faultsOf(and('reconnecting'))).to.deep.equal([]);
    expect(faultsOf(and('live'))).to.deep.equal(['Ada thinks Cyd is there, who is not']);
  });

  it('counts messages that are missing, repeated or out of order', () => {
    expect(faultsOf({ received: { Bob: [2] } })).to.deep.equal(['Ada from Bob: 1 missing, 0 repeated, 0 out of order']);
    expect(faultsOf({ received: { Bob: [2, 1, 1] } })).to.deep.equal(['Ada from Bob: 0 missing, 1 repeated, 1 out of order']);
  });

  it('misses pictures that stand still', () => {
    const before = [page('Ada', 'Bob'), page('Bob', 'Ada')];
    const now = [page('Ada', 'Bob', { frames: { Bob: 11 } }), page('Bob', 'Ada')];
    expect(standingPictures(before, now)).to.deep.equal(['Bob sees no moving picture of Ada']);
  });
});

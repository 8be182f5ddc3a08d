import { expect } from 'chai';
import { leftoverFigures, roundTripFigures, sizeFigures, worse } from '../../bench/gates.ts';

/** What does not depend on the machine must not become worse: `npm run bench -- gates` says what it is. */
describe('what was reached', () => {
  it('in weight', async () => {
    expect(worse(await sizeFigures())).to.deep.equal([]);
  });

  it('in round trips', async function () {
    // On a busy machine it takes more rounds to see through the noise.
    this.timeout(400_000);
    const figures = await roundTripFigures((soFar) => worse(soFar).length === 0);
    expect(worse(figures)).to.deep.equal([]);
  });

  it('in what calls leave behind', async () => {
    expect(worse(await leftoverFigures())).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { performancePage } from '../../bench/performance-page.ts';

describe('docs/performance.md', () => {
  it('says what was measured last: npm run performance', () => {
    expect(readFileSync('docs/performance.md', 'utf8') === performancePage()).to.be.true;
  });
});

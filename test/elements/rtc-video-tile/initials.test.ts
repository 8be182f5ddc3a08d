import { expect } from '@open-wc/testing';
import { hueOf, initials } from '../../../src/elements/rtc-video-tile/initials.ts';

describe('initials', () => {
  for (const [name, expected] of [
    ['Ada', 'A'],
    ['ada lovelace', 'AL'],
    ['  Ada  King   Lovelace ', 'AL'],
    ['Ångström Élan', 'ÅÉ'],
    ['👩‍🚀 Astronaut', '👩‍🚀A'],
    ['李 小龙', '李小'],
    ['', ''],
    [' ', ''],
  ] as const) {
    it(`of "${name}" are "${expected}"`, () => {
      expect(initials(name)).to.equal(expected);
    });
  }

  it('have a colour that stays the same for an id and differs between ids', () => {
    const ids = Array.from({ length: 16 }, () => crypto.randomUUID());
    const hues = ids.map(hueOf);
    expect(ids.map(hueOf)).to.deep.equal(hues);
    expect(new Set(hues).size).to.be.greaterThan(8);
    for (const hue of hues) expect(hue).to.be.within(0, 359);
  });
});

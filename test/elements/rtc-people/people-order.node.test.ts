import { expect } from 'chai';
import { newParticipant } from '../../../src/core/roster.ts';
import { inOrder, isNamed } from '../../../src/elements/rtc-people/people-order.ts';

describe('the order of people', () => {
  const somebody = (name: string, change = {}) => ({ ...newParticipant(`id-${name}`, 0, { name }), ...change });

  it('is oneself, whoever wants to speak, then the others, each by name', () => {
    const all = [somebody('zoë'), somebody('Émile'), somebody('Yves', { hand: true }), somebody('Walter', { isLocal: true }), somebody('Bob', { hand: true }), somebody('Eva')];
    expect(inOrder(all).map(({ name }) => name)).to.deep.equal(['Walter', 'Bob', 'Yves', 'Émile', 'Eva', 'zoë']);
  });

  it('has oneself first with the hand up or down', () => {
    expect(inOrder([somebody('Ada', { hand: true }), somebody('Bob', { isLocal: true })])[0]?.name).to.equal('Bob');
  });

  for (const [name, letters, is] of [
    ['Émile Zola', 'emile z', true],
    ['Emile', 'ÉMI', true],
    ['Κωνσταντίνος', 'ΚΩΝΣΤΑΝΤΙΝΟΣ', true],
    ['Großmann', 'grossmann', true],
    ['Ada  Lovelace', 'ada lovelace ', true],
    ['Ada', '', true],
    ['Ada', 'grace', false],
  ] as const) {
    it(`finds “${name}” by “${letters}”: ${is}`, () => {
      expect(isNamed(name, letters)).to.equal(is);
    });
  }
});

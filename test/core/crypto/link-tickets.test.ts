import { expect } from 'chai';
import { type Dial, LinkTickets } from '../../../src/core/crypto/link-tickets.ts';

const tickets = new LinkTickets(new Uint8Array(32).fill(7));

interface Facts extends Dial {
  readonly offer: string;
  readonly answer: string;
  readonly profile: string;
}

const facts: Facts = {
  from: 'f'.repeat(32),
  fromAddress: 'tag-3',
  to: '0'.repeat(32),
  toAddress: 'tag-9',
  epoch: 4,
  connectionId: 'c1',
  offer: 'v=0\r\na=fingerprint:sha-256 AA:BB\r\n',
  answer: 'v=0\r\na=fingerprint:sha-256 CC:DD\r\n',
  profile: 'sealed',
};

const offerOf = (of: Facts) => tickets.offer(of, of.offer, of.profile);
const answerOf = (of: Facts) => tickets.answer(of, of.offer, of.answer, of.profile);
const changed = (field: keyof Facts): Facts => ({ ...facts, [field]: field === 'epoch' ? facts.epoch + 1 : `${facts[field]}x` });

describe('LinkTickets', () => {
  it('are the same for the same facts, and match', () => {
    expect(offerOf(facts)).to.equal(offerOf({ ...facts }));
    expect(tickets.matches(answerOf(facts), answerOf({ ...facts }))).to.equal(true);
    expect(tickets.matches(answerOf(facts), offerOf(facts))).to.equal(false);
  });

  it('of an offer depend on every field, and on nothing of the answer', () => {
    for (const field of Object.keys(facts) as (keyof Facts)[]) {
      const same = offerOf(changed(field)) === offerOf(facts);
      expect(same, field).to.equal(field === 'answer');
    }
  });

  it('of an answer depend on every field', () => {
    for (const field of Object.keys(facts) as (keyof Facts)[]) expect(answerOf(changed(field)), field).not.to.equal(answerOf(facts));
  });

  it('of an offer notice every character of the description: a fingerprint line more, or another', () => {
    const forged = [`${facts.offer}a=fingerprint:sha-256 EE:FF\r\n`, facts.offer.replace('AA', 'AB'), facts.offer.replace('\r\n', '\n')];
    for (const offer of forged) expect(offerOf({ ...facts, offer })).not.to.equal(offerOf(facts));
  });

  it('of a greeting depend on every field', () => {
    const facts = ['hello', 1000, 'from', 'tag-3', 'tag-9'] as const;
    const others = ['here', 1001, 'fromx', 'tag-3x', 'tag-9x'] as const;
    for (const changed of facts.keys()) {
      const one = facts.map((fact, index) => (index === changed ? others[index] : fact));
      const other = tickets.greeting(...(one as unknown as typeof facts));
      expect(other, `${facts[changed]}`).not.to.equal(tickets.greeting(...facts));
    }
  });

  it('do not let characters move from one field to the next', () => {
    expect(offerOf({ ...facts, fromAddress: 'tag-31', to: '' })).not.to.equal(offerOf({ ...facts, fromAddress: 'tag-3', to: '1' }));
    expect(offerOf({ ...facts, epoch: 1, connectionId: '2' })).not.to.equal(offerOf({ ...facts, epoch: 12, connectionId: '' }));
    expect(answerOf({ ...facts, answer: 'ab', profile: 'c' })).not.to.equal(answerOf({ ...facts, answer: 'a', profile: 'bc' }));
  });

  it('tell the two ends of a link apart', () => {
    const { from, fromAddress, to, toAddress } = facts;
    const back = { ...facts, from: to, fromAddress: toAddress, to: from, toAddress: fromAddress };
    expect(offerOf(back)).not.to.equal(offerOf(facts));
  });

  it('of the three kinds never look alike', () => {
    const empty: Facts = { from: '', fromAddress: '', to: '', toAddress: '', epoch: 0, connectionId: '', offer: '', answer: '', profile: '' };
    const macs = [offerOf(empty), answerOf(empty), tickets.greeting('hello', 0, '', '', ''), tickets.greeting('here', 0, '', '', '')];
    expect(new Set(macs).size).to.equal(4);
  });

  it('of another room are worth nothing', () => {
    const others = new LinkTickets(new Uint8Array(32).fill(8));
    expect(others.offer(facts, facts.offer, facts.profile)).not.to.equal(offerOf(facts));
  });
});

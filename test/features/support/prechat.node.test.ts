import { expect } from 'chai';
import { RtcError } from '../../../src/core/errors.ts';
import { checkPrechat, parsePrechat } from '../../../src/features/support/prechat.ts';

function complaint(text: string): RtcError {
  try {
    parsePrechat(text);
  } catch (error) {
    if (error instanceof RtcError) return error;
    throw error;
  }
  throw new Error(`Nothing wrong with ${text}`);
}

describe('the questions before a call', () => {
  it('come in their order, each with its kind', () => {
    expect(parsePrechat(' name email!\n topic  phone message! order-no2 ')).to.deep.equal([
      { name: 'name', required: false, type: 'text' },
      { name: 'email', required: true, type: 'email' },
      { name: 'topic', required: false, type: 'text' },
      { name: 'phone', required: false, type: 'tel' },
      { name: 'message', required: true, type: 'textarea' },
      { name: 'order-no2', required: false, type: 'text' },
    ]);
  });

  it('may be none', () => {
    expect(parsePrechat(' ')).to.deep.equal([]);
  });

  it('are eight at most', () => {
    expect(parsePrechat('a b c d e f g h')).to.have.lengthOf(8);
    expect(complaint('a b c d e f g h i').message).to.equal('prechat: 9 fields are more than 8');
  });

  for (const [text, message] of [
    ['name name!', 'prechat: "name" is there twice'],
    ['Name', 'prechat: "Name" cannot be the name of a field'],
    ['name, email', 'prechat: "name," cannot be the name of a field'],
    ['1st', 'prechat: "1st" cannot be the name of a field'],
    ['!name', 'prechat: "!name" cannot be the name of a field'],
    ['name!!', 'prechat: "name!!" cannot be the name of a field'],
    ['id', 'prechat: "id" cannot be the name of a field'],
    ['__proto__', 'prechat: "__proto__" cannot be the name of a field'],
    [`name ${'X'.repeat(99)}`, `prechat: "${'X'.repeat(30)}" cannot be the name of a field`],
  ] as const) {
    it(`are refused as “${text.slice(0, 20)}”`, () => {
      const { code, message: words } = complaint(text);
      expect([code, words]).to.deep.equal(['bad-attribute', message]);
    });
  }
});

describe('the answers before a call', () => {
  const problems = (fields: string, values: Record<string, string>) => Object.fromEntries(checkPrechat(parsePrechat(fields), values));

  it('are fine', () => {
    expect(problems('name email! message', { name: ' Ann ', email: ' ann@example.org ', message: 'x', other: '' })).to.deep.equal({});
  });

  it('are missing where they are required, space or not', () => {
    expect(problems('name! email! topic phone!', { name: ' \n', phone: '' })).to.deep.equal({ name: 'missing', email: 'missing', phone: 'missing' });
  });

  it('of a field that is called as something of every object, too', () => {
    expect(problems('constructor!', {})).to.deep.equal({ constructor: 'missing' });
  });

  it('are 200 characters long, a message 2000, and space around them is none', () => {
    const fields = 'name message';
    expect(problems(fields, { name: ` ${'n'.repeat(200)} `, message: `\n${'m'.repeat(2000)}\n` })).to.deep.equal({});
    expect(problems(fields, { name: 'n'.repeat(201), message: 'm'.repeat(2001) })).to.deep.equal({ name: 'too-long', message: 'too-long' });
    expect(problems('email', { email: `${'n'.repeat(200)}@x` })).to.deep.equal({ email: 'too-long' });
  });

  it('have an address that could be one, or none', () => {
    for (const email of ['ann@localhost', 'ann+shop@mail.example.org', 'Änn@exämple.org', '']) {
      expect(problems('email', { email }), email).to.deep.equal({});
    }
    for (const email of ['ann', 'ann@', '@example.org', 'ann smith@example.org', 'ann@example@org']) {
      expect(problems('email', { email }), email).to.deep.equal({ email: 'invalid' });
    }
  });
});

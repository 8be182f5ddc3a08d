import { expect } from 'chai';
import { applicationData } from '../../src/core/application-data.ts';
import { fromAttributes } from '../../src/core/roster.ts';
import { hostilePayloads } from '../support/hostile-payloads.ts';

describe('hostile texts', () => {
  it('are five hundred, each another one', () => {
    expect(hostilePayloads.length).to.be.at.least(500);
    expect(new Set(hostilePayloads).size).to.equal(hostilePayloads.length);
  });

  it('become names of one line, of at most 120 signs, without controls', () => {
    for (const text of hostilePayloads) {
      const { name } = fromAttributes({ name: text });
      expect([...name].length, JSON.stringify(text)).to.be.at.most(120);
      expect(/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name), JSON.stringify(text)).to.equal(false);
    }
  });

  it('become addresses of pictures on the web, or none', () => {
    for (const text of hostilePayloads) {
      const { avatar } = fromAttributes({ avatar: text });
      expect(avatar === '' || /^https?:$/.test(new URL(avatar).protocol), JSON.stringify(text)).to.equal(true);
    }
  });

  it('arrive as they were sent, as data and as keys of it', () => {
    for (const text of hostilePayloads) {
      const data = text === '__proto__' ? [text] : [text, { [text]: text }];
      expect(applicationData.decode(applicationData.encode({ topic: 'text', data }))?.data, JSON.stringify(text)).to.deep.equal(data);
    }
  });
});

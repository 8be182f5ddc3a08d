import { expect } from 'chai';
import { keysFrom, usualKeys } from '../../src/core/shortcut-keys.ts';

describe('which key does what', () => {
  it('is as usual, where the page says nothing', () => {
    expect(keysFrom('')).to.deep.equal(usualKeys);
  });

  it('is as the page says, and as usual for the rest', () => {
    const keys = keysFrom(' microphone:D  talk:none settings:space ');
    expect([keys.microphone, keys.talk, keys.settings, keys.camera]).to.deep.equal(['d', '', 'space', 'v']);
  });

  it('is as the page says where that is usually another’s', () => {
    const keys = keysFrom('microphone:v');
    expect([keys.microphone, keys.camera]).to.deep.equal(['v', '']);
    expect([keysFrom('microphone:v camera:m').camera, keysFrom('microphone:v camera:m').microphone]).to.deep.equal(['m', 'v']);
  });

  for (const wishes of ['microphone', 'microphone:', 'mic:m', 'microphone:ab', 'toString:m', 'microphone:q camera:q', ':m']) {
    it(`is not “${wishes}”`, () => {
      expect(() => keysFrom(wishes)).to.throw().with.property('code', 'bad-attribute');
    });
  }
});

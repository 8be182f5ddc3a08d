import { expect } from '@open-wc/testing';

// What every test of a call takes for granted. Red here means the browser was started wrongly, not that a call is broken.
describe('the browser of the tests', () => {
  it('has a microphone and a camera, and asks nobody', async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const kinds = stream.getTracks().map(({ kind }) => kind);
    for (const track of stream.getTracks()) track.stop();
    expect(kinds.sort()).to.deep.equal(['audio', 'video']);
  });

  it('plays sound without a click', async () => {
    const context = new AudioContext();
    await context.resume();
    expect(context.state).to.equal('running');
    await context.close();
  });

  it('is a secure context with WebCrypto', () => {
    expect(isSecureContext).to.equal(true);
    expect('subtle' in crypto).to.equal(true);
  });
});

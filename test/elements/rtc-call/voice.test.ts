import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, pageCall, type PageCall } from '../../support/page-calls.ts';

describe('<rtc-call> and voices', () => {
  afterEach(everyCallIsAccessible);

  /** Somebody with a microphone that is off, and company; and the one who keeps it. */
  const inCompany = async (attributes = {}): Promise<PageCall> => {
    const ada = await pageCall({ autojoin: true, muted: true, 'audio-only': true, ...attributes });
    await ada.phase('live');
    const bob = await pageCall({ room: ada.element.room, autojoin: true, 'view-only': true });
    await Promise.all([ada.sees(2), bob.sees(2)]);
    return ada;
  };
  const key = (type: 'keydown' | 'keyup') => document.body.dispatchEvent(new KeyboardEvent(type, { code: 'Space', bubbles: true, cancelable: true }));
  const microphone = ({ element }: PageCall) => element.participants[0]?.microphone;

  it('turns the microphone on while the space bar is held', async () => {
    const ada = await inCompany();
    // Its code comes a moment after Bob.
    await ada.until('the key is heard', () => !key('keydown'));
    await ada.until('on', () => microphone(ada) === 'on');
    key('keyup');
    await ada.until('off', () => microphone(ada) === 'off');
    expect(ada.all('rtc-microphone-changed').map(({ on }) => on)).to.deep.equal([true, false]);
    expect(ada.errors).to.deep.equal([]);
  });

  it('leaves a microphone that is on, and a key that is switched off, alone', async () => {
    const ada = await inCompany();
    await ada.until('the key is heard', () => !key('keydown'));
    key('keyup');
    await ada.until('off', () => microphone(ada) === 'off');
    ada.element.noShortcuts = true;
    await ada.element.updateComplete;
    expect(key('keydown')).to.be.true;
    ada.element.noShortcuts = false;
    await ada.element.updateComplete;
    await ada.element.setMicrophone(true);
    expect(key('keydown')).to.be.true;
    key('keyup');
    expect(microphone(ada)).to.equal('on');
  });
});

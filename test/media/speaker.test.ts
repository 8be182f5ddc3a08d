import { expect } from '@open-wc/testing';
import { type CallState, initialState, mediaKey } from '../../src/core/call-state.ts';
import { Store } from '../../src/core/store.ts';
import type { Media } from '../../src/core/transport.ts';
import { playSound } from '../../src/media/speaker.ts';
import { ShownMedia } from '../support/shown-call.ts';

describe('playSound', () => {
  const { play } = HTMLMediaElement.prototype;
  let store: Store<CallState>;
  let end: AbortController;
  let playing: HTMLMediaElement[];
  let isAllowed: boolean;
  let blocked: boolean[];

  beforeEach(() => {
    store = new Store<CallState>({ ...initialState, localId: 'me' });
    end = new AbortController();
    [playing, blocked, isAllowed] = [[], [], true];
    // Autoplay is allowed in tests; the browser that forbids it is injected.
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      if (!isAllowed) return Promise.reject(new DOMException('Injected', 'NotAllowedError'));
      playing.push(this);
      return Promise.resolve();
    };
    playSound({ store, blocked: (is) => blocked.push(is) }, end.signal);
  });

  afterEach(() => {
    end.abort();
    HTMLMediaElement.prototype.play = play;
  });

  function show(sounds: Record<string, Media>): void {
    store.update({ media: new Map(Object.entries(sounds)) });
  }

  /** One turn of the event loop later everything that takes no time has happened. */
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const key = mediaKey;

  it('plays every remote sound, and no picture, and not oneself', () => {
    const sounds = { a: new ShownMedia('microphone'), b: new ShownMedia('screen-audio'), me: new ShownMedia('microphone'), preview: new ShownMedia('microphone'), camera: new ShownMedia('camera') };
    show({
      [key('ada', 'microphone')]: sounds.a,
      [key('bob', 'screen-audio')]: sounds.b,
      [key('bob', 'camera')]: sounds.camera,
      [key('me', 'microphone')]: sounds.me,
      [key('local', 'microphone')]: sounds.preview,
    });
    expect(Object.values(sounds).map(({ attached }) => attached.size)).to.deep.equal([1, 1, 0, 0, 0]);
    expect(playing).to.have.length(2);
    for (const element of playing) expect(element.isConnected).to.be.false;
  });

  it('goes on playing what stays, and ends what goes', () => {
    const [ada, bob] = [new ShownMedia('microphone'), new ShownMedia('microphone')];
    show({ [key('ada', 'microphone')]: ada, [key('bob', 'microphone')]: bob });
    show({ [key('ada', 'microphone')]: ada });
    expect([ada.attached.size, bob.attached.size]).to.deep.equal([1, 0]);
    expect(playing).to.have.length(2);
  });

  it('plays on what was paused, such as by a page that was frozen, as long as it is there', () => {
    show({ [key('ada', 'microphone')]: new ShownMedia('microphone') });
    const [element] = playing;
    element?.dispatchEvent(new Event('pause'));
    expect(playing).to.deep.equal([element, element]);
    show({});
    element?.dispatchEvent(new Event('pause'));
    expect(playing).to.have.length(2);
  });

  it('ends with its signal', () => {
    const ada = new ShownMedia('microphone');
    show({ [key('ada', 'microphone')]: ada });
    end.abort();
    expect(ada.attached.size).to.equal(0);
    show({ [key('bob', 'microphone')]: ada });
    expect(ada.attached.size).to.equal(0);
  });

  for (const gesture of ['click', 'keydown', 'pointerup']) {
    it(`says once that sound is blocked, and plays all after a ${gesture}`, async () => {
      isAllowed = false;
      show({ [key('ada', 'microphone')]: new ShownMedia('microphone') });
      show({ [key('ada', 'microphone')]: new ShownMedia('microphone'), [key('bob', 'microphone')]: new ShownMedia('microphone') });
      await settled();
      expect(blocked).to.deep.equal([true]);

      document.body.dispatchEvent(new Event(gesture, { bubbles: true }));
      await settled();
      expect(blocked).to.deep.equal([true]);

      isAllowed = true;
      document.body.dispatchEvent(new Event(gesture, { bubbles: true }));
      await settled();
      expect(blocked).to.deep.equal([true, false]);
      expect(playing).to.have.length(2);

      isAllowed = false;
      show({ [key('ada', 'microphone')]: new ShownMedia('microphone') });
      await settled();
      isAllowed = true;
      document.body.dispatchEvent(new Event(gesture, { bubbles: true }));
      await settled();
      expect(blocked).to.deep.equal([true, false, true, false]);
      expect(playing).to.have.length(3);
    });
  }

  it('no longer says so when whoever could not be heard is gone', async () => {
    isAllowed = false;
    show({ [key('ada', 'microphone')]: new ShownMedia('microphone') });
    await settled();
    show({});
    expect(blocked).to.deep.equal([true, false]);
  });
});

import { expect } from '@open-wc/testing';
import { type CallState, initialState, mediaKey } from '../../../src/core/call-state.ts';
import { newParticipant } from '../../../src/core/roster.ts';
import { Store } from '../../../src/core/store.ts';
import { StreamMedia } from '../../../src/core/stream-media.ts';
import { type Voices, VoiceWatch } from '../../../src/media/voice/voice-watch.ts';
import { Conditions } from '../../support/conditions.ts';
import { saying } from '../../support/voice.ts';

/** As in `src/media/voice/muted-ear.ts`. */
const lightStaysOn = !('mozInnerScreenX' in globalThis);

describe('VoiceWatch', () => {
  const { AudioContext: original } = globalThis;
  let store: Store<CallState>;
  let end: AbortController;
  let heard: Voices[];
  let muted: MediaStreamTrack | undefined;
  let contexts: AudioContext[];
  let throats: AudioContext;
  const conditions = new Conditions(8000, () => JSON.stringify(heard.slice(-3).map(({ speaking, ...voices }) => ({ speaking: [...speaking], ...voices }))));

  beforeEach(() => {
    throats = new original();
    store = new Store<CallState>({ ...initialState, status: { phase: 'live' }, localId: 'me' });
    [end, heard, contexts, muted] = [new AbortController(), [], [], undefined];
    // Real ones, and a list of them.
    globalThis.AudioContext = class extends original {
      constructor() {
        super();
        contexts.push(this);
        this.addEventListener('statechange', () => conditions.look());
      }
    };
  });

  afterEach(async () => {
    end.abort();
    globalThis.AudioContext = original;
    Reflect.deleteProperty(document, 'visibilityState');
    await throats.close();
  });

  const watch = () =>
    new VoiceWatch(
      {
        store,
        muted: () => muted,
        heard: (voices) => {
          heard.push(voices);
          conditions.look();
        },
      },
      end.signal,
    );
  const until = (what: string, find: () => boolean) => conditions.until(what, find);
  const speaking = () => [...(heard.at(-1)?.speaking ?? [])];

  const voice = (volume?: number) => saying(throats, volume);

  const present = (tracks: Record<string, MediaStreamTrack | undefined>) => {
    const people = Object.keys(tracks).map((id) => newParticipant(id, 0, {}));
    const sounds = Object.entries(tracks).flatMap(([id, track]) => (track ? [[mediaKey(id, 'microphone'), new StreamMedia('microphone', track)] as const] : []));
    store.update({ participants: people, media: new Map(sounds), microphone: tracks['me'] ? 'on' : 'off' });
  };

  const see = (state: DocumentVisibilityState) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('hears who speaks, and when they cease', async () => {
    const [ada, bob] = [voice(), voice(0)];
    watch();
    present({ ada: ada.track, bob: bob.track });
    await until('Ada', () => speaking().join() === 'ada' && heard.at(-1)?.speaker === 'ada');
    ada.gain.gain.value = 0;
    await until('nobody', () => speaking().length === 0);
    expect(heard.at(-1)?.speaker).to.equal('ada');
    bob.gain.gain.value = 0.2;
    await until('Bob', () => speaking().join() === 'bob');
    await until('Bob as the speaker', () => heard.at(-1)?.speaker === 'bob');
  });

  it('hears a track that took the place of another', async () => {
    const [first, second] = [voice(0), voice()];
    const media = new StreamMedia('microphone', first.track);
    watch();
    store.update({ participants: [newParticipant('ada', 0, {})], media: new Map([[mediaKey('ada', 'microphone'), media]]) });
    await until('a look', () => heard.length > 1);
    media.setTrack(second.track);
    await until('Ada', () => speaking().join() === 'ada');
  });

  it('says how loud one is oneself', async () => {
    const me = voice(0.1);
    watch();
    present({ me: me.track, ada: undefined });
    await until('the level', () => (heard.at(-1)?.level ?? 0) > 0.3);
    me.gain.gain.value = 0;
    await until('silence', () => heard.at(-1)?.level === 0);
  });

  it('makes nothing before somebody can be heard, and looks at nothing once nobody can', async () => {
    watch();
    present({ me: undefined, ada: undefined });
    expect([contexts.length, heard.length]).to.deep.equal([0, 0]);
    present({ me: undefined, ada: voice().track });
    await until('Ada', () => speaking().join() === 'ada');
    present({ me: undefined, ada: undefined });
    expect(speaking()).to.deep.equal([]);
    const looks = heard.length;
    await until('rest', () => contexts[0]?.state === 'closed');
    expect([contexts.length, heard.length]).to.deep.equal([1, looks]);
  });

  it('looks at nothing while the page is hidden, and again when it is seen', async () => {
    watch();
    present({ ada: voice().track });
    await until('Ada', () => speaking().join() === 'ada');
    see('hidden');
    expect(speaking()).to.deep.equal([]);
    await until('rest', () => contexts[0]?.state === 'closed');
    const looks = heard.length;
    see('visible');
    await until('Ada', () => heard.length > looks && speaking().join() === 'ada');
  });

  it('shows nobody as speaking until the browser lets it listen, which a gesture may do (injected)', async () => {
    const { resume } = original.prototype;
    const context = new original();
    await context.suspend();
    globalThis.AudioContext = function () {
      return context;
    } as unknown as typeof AudioContext;
    context.resume = () => Promise.resolve();
    watch();
    present({ ada: voice().track });
    expect(heard).to.deep.equal([]);
    context.resume = resume;
    document.body.click();
    await until('Ada', () => speaking().join() === 'ada');
  });

  it('takes another context before the one that it has holds too much, and goes on', async () => {
    watch();
    const ada = voice();
    present({ ada: ada.track });
    await until('Ada', () => speaking().join() === 'ada');
    // Chromium lets go of no source while its context lives.
    for (let turn = 0; contexts.length === 1; turn++) {
      expect(turn).to.be.lessThan(100);
      const looks = heard.length;
      present({ ada: ada.track.clone() });
      await until('a look', () => heard.length > looks);
    }
    await until('the first is closed', () => contexts[0]?.state === 'closed');
    await until('Ada', () => speaking().join() === 'ada');
    expect(contexts).to.have.length(2);
  });

  it('lets go of everything at the end', async () => {
    watch();
    present({ ada: voice().track });
    await until('Ada', () => speaking().join() === 'ada');
    end.abort();
    await until('the end', () => contexts[0]?.state === 'closed');
    expect(speaking()).to.deep.equal([]);
  });

  it('is told that the speaker has left, when nobody can be heard', async () => {
    watch();
    present({ me: undefined, ada: voice().track });
    await until('Ada', () => heard.at(-1)?.speaker === 'ada');
    present({ me: undefined, ada: undefined });
    expect(heard.at(-1)?.speaker).to.equal('ada');
    present({ me: undefined });
    expect(heard.at(-1)?.speaker).to.equal(undefined);
  });

  describe('of a microphone that is off', () => {
    /** A microphone that is off, and every copy that was made of it. */
    const microphone = () => {
      const { track } = voice();
      track.enabled = false;
      const copies: MediaStreamTrack[] = [];
      const clone = track.clone.bind(track);
      track.clone = () => {
        const copy = clone();
        copies.push(copy);
        return copy;
      };
      return { track, copies };
    };

    it('hears that one speaks, where its light is on in any case', async () => {
      const { track, copies } = microphone();
      muted = track;
      watch();
      present({ me: undefined, ada: voice(0).track });
      if (lightStaysOn) {
        await until('a reminder', () => heard.at(-1)?.unheard === true);
        expect(speaking()).to.deep.equal([]);
      } else {
        await until('ten looks', () => heard.length > 10);
        expect([copies.length, heard.some(({ unheard }) => unheard)]).to.deep.equal([0, false]);
      }
      expect(track.enabled).to.be.false;
    });

    for (const [what, happen] of [
      ['the microphone is turned on', () => present({ me: voice().track, ada: undefined })],
      ['the call is over', () => store.update({ status: { phase: 'ended' }, participants: [] })],
      ['the page is hidden', () => see('hidden')],
      ['the call may not send it any more', () => store.update({ sends: [] })],
      ['the element is removed', () => end.abort()],
    ] as const) {
      it(`lets go of its copy at once when ${what}`, async () => {
        const { track, copies } = microphone();
        muted = track;
        watch();
        present({ me: undefined, ada: voice(0).track });
        await until('a few looks', () => heard.length > 3);
        expect(copies).to.have.length(lightStaysOn ? 1 : 0);
        happen();
        expect(copies.map(({ readyState }) => readyState)).to.deep.equal(lightStaysOn ? ['ended'] : []);
      });
    }

    it('lets go of its copy when the device is closed, and rests if nobody else is to be heard', async () => {
      const { track, copies } = microphone();
      muted = track;
      watch();
      present({ me: undefined, ada: undefined });
      if (!lightStaysOn) {
        expect(contexts).to.deep.equal([]);
        return;
      }
      await until('a few looks', () => heard.length > 3);
      muted = undefined;
      await until('rest', () => contexts[0]?.state === 'closed');
      expect(copies.map(({ readyState }) => readyState)).to.deep.equal(['ended']);
    });
  });
});

import { expect } from 'chai';
import { initialView, layoutNamed, panelNamed, RtcViewChangedEvent } from '../../../src/core/call-view.ts';
import { RtcError } from '../../../src/core/errors.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

const codeOf = (action: () => unknown) => {
  try {
    action();
    return 'nothing';
  } catch (error) {
    return RtcError.from(error).code;
  }
};

describe('how a page shows a call', () => {
  it('is told with what changed, after the state has', () => {
    const call = new TestCall(new MemoryNetwork());
    call.session.look({ layout: 'grid', mirror: true });
    call.session.look({ panel: 'chat', pinned: 'bob/screen' });
    const changes = call.all(RtcViewChangedEvent);
    expect(changes.map(({ changes }) => changes)).to.deep.equal([{ layout: 'grid' }, { panel: 'chat', pinned: 'bob/screen' }]);
    expect(changes[1]?.view).to.deep.equal({ ...initialView, layout: 'grid', panel: 'chat', pinned: 'bob/screen' });
    expect(call.fired.map(({ state }) => state.view.layout)).to.deep.equal(['grid', 'grid']);
    expect(changes[0]).to.include({ type: 'rtc-view-changed', bubbles: true, composed: true, cancelable: false });
  });

  it('is to begin with as nobody has wished for anything: all tiles alike, oneself as in a mirror, no panel', () => {
    const view = { layout: 'auto', pinned: '', hideSelf: false, mirror: true, panel: '', fullscreen: false, pictureInPicture: false };
    expect(new TestCall(new MemoryNetwork()).state.view).to.deep.equal(view);
  });

  it('is not told when nothing changes', () => {
    const call = new TestCall(new MemoryNetwork());
    call.session.look({ layout: 'auto', hideSelf: false });
    expect(call.story).to.deep.equal([]);
    expect(call.state.view).to.deep.equal(initialView);
  });

  it('has names, and no others', () => {
    expect(['', 'grid', 'speaker', 'strip', 'auto'].map(layoutNamed)).to.deep.equal(['auto', 'grid', 'speaker', 'strip', 'auto']);
    expect(['', 'chat', 'people', 'settings', 'shortcuts'].map(panelNamed)).to.deep.equal(['', 'chat', 'people', 'settings', 'shortcuts']);
    expect([() => layoutNamed('circle'), () => panelNamed('Chat')].map(codeOf)).to.deep.equal(['bad-attribute', 'bad-attribute']);
    expect(() => layoutNamed('circle')).to.throw('layout="circle" is not auto, grid, speaker, strip');
    expect(() => panelNamed('files')).to.throw('panel="files" is not chat, people, settings, shortcuts');
  });

  it('includes which key does what, and whether words are kept', () => {
    const call = new TestCall(new MemoryNetwork());
    call.session.setKeys({ ...call.state.keys, camera: 'x' });
    call.session.remember(true);
    expect([call.state.keys.camera, call.state.remembers]).to.deep.equal(['x', true]);
    call.session.remember(false);
    expect(call.state.remembers).to.equal(false);
  });
});

describe('how others are heard', () => {
  let [ada, grace]: TestCall[] = [];

  beforeEach(async () => {
    [ada, grace] = await callsOf(new MemoryNetwork(), 'Ada', 'Grace');
  });

  it('is as loud as was said, here and for one', () => {
    for (const volume of [0, 0.5, 1]) {
      ada!.session.setVolume(grace!.id, volume);
      expect(ada!.participant('Grace')?.volume).to.equal(volume);
    }
    expect(ada!.participant('Ada')?.volume).to.equal(1);
    expect(grace!.participant('Grace')?.volume).to.equal(1);
  });

  it('is no louder than it is, and not said of oneself or of nobody', () => {
    const { session } = ada!;
    const refused = [-0.1, 1.1, Number.NaN].map((volume) => codeOf(() => session.setVolume(grace!.id, volume)));
    expect(refused).to.deep.equal(['bad-attribute', 'bad-attribute', 'bad-attribute']);
    expect(codeOf(() => session.setVolume(ada!.id, 0.5))).to.equal('peer-unreachable');
    expect(codeOf(() => session.setVolume('nobody', 0.5))).to.equal('peer-unreachable');
    expect(() => session.setVolume('nobody', 0.5)).to.throw('Nobody else here is nobody');
    expect(() => session.setVolume(grace!.id, 2)).to.throw('volume 2 is not a number from 0 to 1');
    expect(ada!.participant('Grace')?.volume).to.equal(1);
  });

  it('says who speaks, and who is the speaker of all', () => {
    ada!.session.hear(new Set([grace!.id]), grace!.id);
    expect(ada!.state.participants.map(({ name, speaking }) => `${name} ${speaking}`)).to.deep.equal(['Ada false', 'Grace true']);
    expect(ada!.state.speaker).to.equal(grace!.id);
    ada!.session.hear(new Set(), undefined);
    expect(ada!.participant('Grace')?.speaking).to.equal(false);
    expect(ada!.state.speaker).to.equal(undefined);
  });

  it('is forgotten with the call', () => {
    ada!.session.hear(new Set([grace!.id]), grace!.id);
    ada!.session.leave();
    expect([ada!.state.speaker, ada!.state.localId]).to.deep.equal([undefined, undefined]);
  });
});

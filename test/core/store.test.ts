import { expect } from 'chai';
import { Store } from '../../src/core/store.ts';

interface Light {
  on: boolean;
  color: string;
}

describe('Store', () => {
  let store: Store<Light>;
  let lifetime: AbortController;

  beforeEach(() => {
    store = new Store<Light>({ on: false, color: 'white' });
    lifetime = new AbortController();
  });

  it('replaces what changes and keeps the rest', () => {
    store.update({ on: true });
    expect(store.state).to.deep.equal({ on: true, color: 'white' });
  });

  it('never changes a state that somebody holds', () => {
    const before = store.state;
    store.update({ on: true });
    expect(before).to.deep.equal({ on: false, color: 'white' });
    expect(() => ((store.state as Light).on = false)).to.throw(TypeError);
  });

  it('does not follow the object it was made from', () => {
    const initial = { on: false, color: 'white' };
    const copy = new Store<Light>(initial);
    initial.on = true;
    expect(copy.state.on).to.equal(false);
  });

  it('tells watchers the new state', () => {
    const seen: boolean[] = [];
    store.watch(({ on }) => seen.push(on && store.state.on), lifetime.signal);
    store.update({ on: true });
    store.update({ on: false });
    expect(seen).to.deep.equal([true, false]);
  });

  it('tells nobody of an update that changes nothing', () => {
    let told = 0;
    store.watch(() => told++, lifetime.signal);
    const before = store.state;
    store.update({ on: false, color: 'white' });
    expect(told).to.equal(0);
    expect(store.state).to.equal(before);
  });

  it('tells nobody after their signal aborted, not even of the change under way', () => {
    let told = 0;
    store.watch(() => lifetime.abort(), new AbortController().signal);
    store.watch(() => told++, lifetime.signal);
    store.update({ on: true });
    store.update({ on: false });
    store.watch(() => told++, lifetime.signal);
    store.update({ on: true });
    expect(told).to.equal(0);
  });

  it('knows two watches apart that call the same function', () => {
    let told = 0;
    const watcher = () => told++;
    store.watch(watcher, lifetime.signal);
    store.watch(watcher, new AbortController().signal);
    lifetime.abort();
    store.update({ on: true });
    expect(told).to.equal(1);
  });

  it('tells the newest state to all when a watcher changes it again', () => {
    const seen: string[] = [];
    store.watch(({ on }) => on && store.update({ color: 'red' }), lifetime.signal);
    store.watch(({ color }) => seen.push(color), lifetime.signal);
    store.update({ on: true });
    expect(seen.at(-1)).to.equal('red');
    expect(seen).not.to.include('white');
  });
});

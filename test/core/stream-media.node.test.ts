import { expect } from 'chai';
import { StreamMedia } from '../../src/core/stream-media.ts';
import { FakeTrack } from '../support/fake-media.ts';

/** A stream as far as a list of tracks goes. */
class FakeStream {
  readonly tracks: unknown[];
  readonly story: string[] = [];

  constructor(tracks: unknown[]) {
    this.tracks = [...tracks];
  }

  addTrack(track: unknown): void {
    this.story.push('added');
    this.tracks.push(track);
  }

  removeTrack(track: unknown): void {
    this.story.push('removed');
    this.tracks.splice(this.tracks.indexOf(track), 1);
  }
}

describe('media of one source', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'MediaStream');
  const [first, second] = [new FakeTrack().asTrack, new FakeTrack().asTrack];

  beforeEach(() => Object.defineProperty(globalThis, 'MediaStream', { value: FakeStream, configurable: true }));

  afterEach(() => {
    if (before) Object.defineProperty(globalThis, 'MediaStream', before);
    else Reflect.deleteProperty(globalThis, 'MediaStream');
  });

  const streamOf = (media: StreamMedia) => media.stream as unknown as FakeStream;

  it('is one stream, whatever track is in it', () => {
    const media = new StreamMedia('camera', first);
    const stream = streamOf(media);
    media.setTrack(second);
    expect(streamOf(media) === stream).to.equal(true);
    expect(stream.tracks.map((track) => track === second)).to.deep.equal([true]);
    expect(media.source).to.equal('camera');
  });

  it('takes the track before out, and only then puts the next one in', () => {
    const stream = streamOf(new StreamMedia('camera', first));
    expect(stream.story).to.deep.equal([]);
    const media = new StreamMedia('camera', first);
    const { story } = streamOf(media);
    media.setTrack(first);
    media.setTrack(second);
    expect(story).to.deep.equal(['removed', 'added']);
  });

  it('begins without a track where there is none yet', () => {
    const media = new StreamMedia('microphone');
    const { tracks, story } = streamOf(media);
    expect(tracks).to.deep.equal([]);
    media.setTrack(first);
    expect([story.join(), tracks.length]).to.deep.equal(['added', 1]);
  });

  it('makes its stream when somebody looks, of the track that is there then', () => {
    const media = new StreamMedia('camera', first);
    media.setTrack(second);
    const { tracks, story } = streamOf(media);
    expect([tracks[0] === second, tracks.length, story.length]).to.deep.equal([true, 1, 0]);
  });

  it('is shown in an element until that is over, or the element shows something else', () => {
    const media = new StreamMedia('camera', first);
    const [one, other] = [{ srcObject: null }, { srcObject: null }] as unknown as [HTMLVideoElement, HTMLVideoElement];
    const [leaveOne, leaveOther] = [media.attach(one), media.attach(other)];
    expect([one.srcObject === media.stream, other.srcObject === media.stream]).to.deep.equal([true, true]);
    leaveOne();
    const another = {} as MediaStream;
    other.srcObject = another;
    leaveOther();
    expect([one.srcObject === null, other.srcObject === another]).to.deep.equal([true, true]);
  });
});

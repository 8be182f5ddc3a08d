import { expect } from 'chai';
import { previewId } from '../../src/core/call-state.ts';
import type { Captured } from '../../src/core/capture.ts';
import { Gallery } from '../../src/core/gallery.ts';
import type { Media, Source } from '../../src/core/transport.ts';

const mediaOf = (source: Source) => ({ source }) as Media;
const captured = (source: Source) => ({ media: mediaOf(source) }) as Captured;

describe('the pictures and sounds of a call', () => {
  let published: ReadonlyMap<string, Media>[];
  let gallery: Gallery;

  beforeEach(() => {
    published = [];
    gallery = new Gallery((media) => published.push(media));
  });

  const keys = () => [...(published.at(-1)?.keys() ?? [])];

  it('are known by whose they are and what they show, and each change makes a new map', () => {
    const camera = mediaOf('camera');
    gallery.set('ada', 'camera', camera);
    gallery.set('ada', 'screen', mediaOf('screen'));
    gallery.set('ada', 'camera', undefined);
    expect(published.map((media) => [...media.keys()])).to.deep.equal([['ada/camera'], ['ada/camera', 'ada/screen'], ['ada/screen']]);
    expect(published[0]?.get('ada/camera') === camera).to.equal(true);
  });

  it('go with those whose they are, and with nobody whose id begins alike', () => {
    for (const id of ['ada', 'adam', 'bob']) gallery.set(id, 'camera', mediaOf('camera'));
    gallery.forget('ada');
    expect(keys()).to.deep.equal(['adam/camera', 'bob/camera']);
    gallery.clear();
    expect(keys()).to.deep.equal([]);
  });

  it('show oneself before a call, and then under one’s id alone', () => {
    gallery.set('bob', 'camera', mediaOf('camera'));
    gallery.setLocal(undefined, [captured('microphone'), captured('camera')]);
    expect(keys()).to.deep.equal(['bob/camera', `${previewId}/microphone`, `${previewId}/camera`]);
    gallery.setLocal('ada', [captured('camera')]);
    expect(keys()).to.deep.equal(['bob/camera', 'ada/camera']);
    gallery.setLocal('ada', []);
    expect(keys()).to.deep.equal(['bob/camera']);
  });
});

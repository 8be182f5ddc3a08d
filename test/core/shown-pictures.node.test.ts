import { expect } from 'chai';
import { ShownPictures } from '../../src/core/shown-pictures.ts';
import type { Media, VideoSource } from '../../src/core/transport.ts';
import { FakeTime } from '../support/fake-time.ts';

describe('the pictures that a page shows', () => {
  const time = new FakeTime();
  let told: string[];
  let shown: ShownPictures;

  beforeEach(() => {
    time.start();
    told = [];
    shown = new ShownPictures((id, heights) => told.push(`${id} ${JSON.stringify(heights)}`));
  });
  afterEach(() => time.stop());

  const [here, there] = [{}, {}];
  const set = (place: object, height: number, source: VideoSource = 'camera') => shown.set(place, { id: 'ada', source, height });

  it('are told in steps, and only when the step is another', () => {
    set(here, 200);
    set(here, 260);
    set(here, 271);
    expect(told).to.deep.equal(['ada {"camera":270}', 'ada {"camera":360}']);
  });

  it('are told at once when they grow, and a while later when they shrink and stay small', async () => {
    set(here, 720);
    set(here, 90);
    set(here, 720);
    await time.pass(2000);
    set(here, 90);
    expect(told).to.deep.equal(['ada {"camera":720}']);
    await time.pass(1000);
    expect(told).to.deep.equal(['ada {"camera":720}', 'ada {"camera":90}']);
  });

  it('count as tall as the tallest of all places', async () => {
    set(here, 90);
    set(there, 720);
    shown.set(there, undefined);
    await time.pass(1000);
    expect(told).to.deep.equal(['ada {"camera":90}', 'ada {"camera":720}', 'ada {"camera":90}']);
  });

  it('are said not to be shown once no place is left, or none can be seen', async () => {
    set(here, 360);
    set(there, 1080, 'screen');
    shown.set(here, undefined);
    set(there, 0, 'screen');
    await time.pass(1000);
    expect(told.at(-1)).to.equal('ada {"camera":0,"screen":0}');
  });

  describe('that are attached elsewhere', () => {
    const element = {} as HTMLMediaElement;
    let attached: number;
    let picture: Media;

    beforeEach(() => {
      attached = 0;
      const media = { source: 'camera', stream: {} as MediaStream, attach: () => (attached++, () => attached--) } as const;
      picture = shown.offer('ada', media);
    });

    it('are wanted whole as long as they are, whatever places tell', async () => {
      set(here, 180);
      const detach = picture.attach(element);
      shown.set(here, undefined);
      await time.pass(2000);
      expect([attached, ...told]).to.deep.equal([1, 'ada {"camera":180}', 'ada {"camera":16384}']);
      set(here, 90);
      detach();
      await time.pass(1000);
      expect([attached, told.at(-1)]).to.deep.equal([0, 'ada {"camera":90}']);
    });

    it('are wanted whole until the last is detached', async () => {
      const [first, second] = [picture.attach(element), picture.attach(element)];
      first();
      await time.pass(1000);
      expect(told).to.deep.equal(['ada {"camera":16384}']);
      second();
      await time.pass(1000);
      expect(told.at(-1)).to.equal('ada {"camera":0}');
    });

    it('are asked for as the place tells that attached them', () => {
      picture.attach(element, here);
      set(here, 180);
      expect(told).to.deep.equal(['ada {"camera":180}']);
    });
  });

  it('are told anew to somebody who comes again', () => {
    set(here, 360);
    shown.introduce('ada');
    shown.introduce('bob');
    expect(told).to.deep.equal(['ada {"camera":360}', 'ada {"camera":360}']);
  });
});

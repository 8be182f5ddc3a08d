import { expect } from 'chai';
import type { Source } from '../../../../src/core/transport.ts';
import { musicBitrate, planFor, type SendingTerms, tune } from '../../../../src/transports/mesh/quality/sending.ts';

const plan = (height: number | undefined, terms: Partial<SendingTerms> = {}) =>
  planFor('camera', height, { video: { codecs: [] }, shown: {}, caps: {}, ...terms });

describe('how a video is sent', () => {
  it('is as it is, if nothing was said', () => {
    expect(plan(720)).to.deep.equal({ active: true, scale: 1, maxBitrate: 2000 });
    expect(plan(undefined)).to.deep.equal({ active: true, scale: 1, maxBitrate: undefined });
  });

  it('is no smaller than it is shown, and never larger than it is', () => {
    const scaleAt = (shown: number) => plan(720, { shown: { camera: shown } }).scale;
    expect([2160, 720, 540, 480, 360, 270, 180, 90].map(scaleAt)).to.deep.equal([1, 1, 4 / 3, 1.5, 2, 8 / 3, 4, 8]);
    expect(scaleAt(700)).to.equal(1);
  });

  it('is not sent where nobody sees it', () => {
    expect(plan(720, { shown: { camera: 0 } }).active).to.equal(false);
    expect(plan(720, { shown: { screen: 0 } }).active).to.equal(true);
  });

  it('takes what its size needs, what was wished, or what there is, whichever is least', () => {
    const small = { shown: { camera: 180 } };
    expect(plan(720, small).maxBitrate).to.equal(250);
    expect(plan(720, { ...small, video: { codecs: [], maxBitrate: 1000 } }).maxBitrate).to.equal(250);
    expect(plan(720, { ...small, video: { codecs: [], maxBitrate: 100 } }).maxBitrate).to.equal(100);
    expect(plan(720, { video: { codecs: [], maxBitrate: 6000 } }).maxBitrate).to.equal(6000);
    expect(plan(720, { caps: { camera: { bitrate: 81.5 } } }).maxBitrate).to.equal(82);
  });

  it('is made smaller on a narrow way', () => {
    expect(plan(720, { caps: { camera: { height: 180 } } })).to.include({ active: true, scale: 4, maxBitrate: 250 });
  });
});

/** A sender that keeps what it is told; each of its answers is a copy, as in a browser. */
class Sender {
  readonly track: { getSettings: () => MediaTrackSettings } | null;
  told = 0;
  parameters: Record<string, unknown> & { encodings: Record<string, unknown>[]; codecs: { mimeType: string; sdpFmtpLine?: string }[] };

  constructor(height?: number) {
    this.track = height === undefined ? null : { getSettings: () => ({ height }) };
    this.parameters = { encodings: [{}], codecs: [{ mimeType: 'video/VP8' }, { mimeType: 'video/AV1', sdpFmtpLine: 'profile=0' }] };
  }

  get encoding(): Record<string, unknown> | undefined {
    return this.parameters.encodings[0];
  }

  getParameters = () => structuredClone(this.parameters);

  async setParameters(parameters: Sender['parameters']): Promise<void> {
    this.told++;
    this.parameters = parameters;
  }

  async tune(source: Source, terms: Partial<SendingTerms> = {}): Promise<void> {
    await tune(this as unknown as RTCRtpSender, source, { video: { codecs: [] }, music: false, shown: {}, caps: {}, ...terms });
  }
}

describe('a sender that is tuned', () => {
  it('is left alone before anything was negotiated', async () => {
    const [young, bare] = [new Sender(720), new Sender(720)];
    young.parameters.encodings = [];
    bare.parameters.codecs = [];
    for (const sender of [young, bare]) await sender.tune('camera');
    expect([young.told, bare.told]).to.deep.equal([0, 0]);
  });

  it('lets sound go before a screen before a camera', async () => {
    const priorities = [];
    for (const source of ['microphone', 'screen-audio', 'screen', 'camera'] as const) {
      const sender = new Sender(720);
      await sender.tune(source);
      priorities.push([sender.encoding?.['priority'], sender.encoding?.['networkPriority']].join());
    }
    expect(priorities).to.deep.equal(['high,high', 'medium,medium', 'medium,medium', 'low,low']);
  });

  it('spends on music what music needs, and no longer than it is music', async () => {
    const sender = new Sender();
    await sender.tune('microphone', { music: true });
    expect(sender.encoding?.['maxBitrate']).to.equal(musicBitrate);
    await sender.tune('microphone');
    expect(sender.encoding).to.not.have.property('maxBitrate');
  });

  it('sends a picture by its plan, in bits', async () => {
    const sender = new Sender(720);
    await sender.tune('camera', { shown: { camera: 360 } });
    expect(sender.encoding).to.include({ active: true, scaleResolutionDownBy: 2, maxBitrate: 800_000 });
    await sender.tune('camera', { shown: { camera: 0 } });
    expect(sender.encoding?.['active']).to.equal(false);
  });

  it('keeps a face moving and a screen sharp', async () => {
    const [camera, screen, sound] = [new Sender(720), new Sender(720), new Sender()];
    await camera.tune('camera');
    await screen.tune('screen');
    await sound.tune('screen-audio');
    const preferences = [camera, screen, sound].map(({ parameters }) => parameters['degradationPreference']);
    expect(preferences).to.deep.equal(['maintain-framerate', 'maintain-resolution', undefined]);
  });

  it('takes the first wished codec that both sides have, and forgets the wish with it', async () => {
    const sender = new Sender(720);
    await sender.tune('camera', { video: { codecs: ['h264', 'av1', 'vp8'] } });
    expect((sender.encoding?.['codec'] as RTCRtpCodec).mimeType).to.equal('video/AV1');
    await sender.tune('camera', { video: { codecs: ['h264'] } });
    expect(sender.encoding).to.not.have.property('codec');
  });

  it('is told only what is new', async () => {
    const sender = new Sender(720);
    await sender.tune('camera');
    sender.parameters.encodings = [Object.fromEntries(Object.entries(sender.encoding ?? {}).reverse())];
    await sender.tune('camera');
    expect(sender.told).to.equal(1);
    await sender.tune('camera', { video: { codecs: ['av1'] } });
    await sender.tune('camera', { video: { codecs: ['vp8'] } });
    expect(sender.told).to.equal(3);
  });
});

// Runs in every page of a bench before anything else, and sees when things happen. Clocks of two pages on one machine agree.
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** When the first frame of somebody else's picture was shown. */
export const firstFrame = moment();
/** When the first offer was asked for. */
export const offered = moment();
/** When the other side was heard on an open link: from here on, a link stands by. */
export const linked = moment();

interface Moment {
  readonly happened: Promise<number>;
  readonly happen: () => void;
}

function moment(): Moment {
  let happen: (at: number) => void = () => undefined;
  const happened = new Promise<number>((resolve) => (happen = resolve));
  return { happened, happen: () => happen(now()) };
}

const connections: RTCPeerConnection[] = [];
let made: (connection: RTCPeerConnection) => void = () => undefined;

/** Tells of every connection as it is made, before anything is agreed upon. */
export function eachConnection(told: (connection: RTCPeerConnection) => void): void {
  made = told;
}

globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
    made(this);
  }

  override createOffer(...options: unknown[]): Promise<RTCSessionDescriptionInit> & Promise<void> {
    offered.happen();
    return super.createOffer(...(options as [])) as Promise<RTCSessionDescriptionInit> & Promise<void>;
  }

  override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
    const channel = super.createDataChannel(label, options);
    if (label === 'control') channel.addEventListener('message', linked.happen, { once: true });
    return channel;
  }
};

/** What arrived so far. */
export interface Received {
  /** Of sound, and how many of them were made up. */
  readonly samples: number;
  readonly concealed: number;
  /** Seconds that pictures stood still. */
  readonly frozen: number;
}

export async function received(): Promise<Received> {
  const reports = await Promise.all(connections.map((connection) => connection.getStats()));
  const all = reports.flatMap((report) => [...report.values()] as RTCInboundRtpStreamStats[]).filter(({ type }) => type === 'inbound-rtp');
  const sum = (of: (stats: RTCInboundRtpStreamStats) => number | undefined) => all.reduce((total, stats) => total + (of(stats) ?? 0), 0);
  return {
    samples: sum(({ totalSamplesReceived }) => totalSamplesReceived),
    concealed: sum(({ concealedSamples = 0, silentConcealedSamples = 0 }) => concealedSamples - silentConcealedSamples),
    frozen: sum(({ totalFreezesDuration }) => totalFreezesDuration),
  };
}

const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');

Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
  ...source,
  set(this: HTMLMediaElement, stream: MediaStream | null) {
    source?.set?.call(this, stream);
    if (this instanceof HTMLVideoElement) watch(this);
  },
});

function watch(video: HTMLVideoElement): void {
  video.requestVideoFrameCallback(() => {
    const tracks = video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks() : [];
    const isRemote = connections.some((connection) => connection.getReceivers().some(({ track }) => tracks.includes(track)));
    if (isRemote) firstFrame.happen();
    else watch(video);
  });
}

let media = new MediaStream();

/** Opens camera and microphone; from here on asking for them takes no time. */
export async function acquire(): Promise<void> {
  media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360, frameRate: 30 } });
  navigator.mediaDevices.getUserMedia = ({ audio, video } = {}) => {
    const wanted = media.getTracks().filter(({ kind }) => (kind === 'audio' ? audio : video));
    return Promise.resolve(new MediaStream(wanted.map((track) => track.clone())));
  };
}

export function camera(): MediaStream {
  return media;
}

/** From here on the microphone hears somebody who does not stop talking: a voice of many tones, in syllables. */
export async function speak(): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  const voice = new GainNode(context, { gain: 0.2 });
  const syllables = new OscillatorNode(context, { frequency: 3.7 });
  const melody = new OscillatorNode(context, { frequency: 0.6 });
  const openness = new GainNode(context, { gain: 0.15 });
  syllables.connect(openness).connect(voice.gain);
  for (let harmonic = 1; harmonic <= 24; harmonic++) {
    const tone = new OscillatorNode(context, { frequency: 140 * harmonic });
    const bend = new GainNode(context, { gain: 18 * harmonic });
    melody.connect(bend).connect(tone.frequency);
    tone.connect(new GainNode(context, { gain: 1 / (1 + harmonic) })).connect(voice);
    tone.start();
  }
  syllables.start();
  melody.start();
  const heard = new MediaStreamAudioDestinationNode(context);
  voice.connect(heard);
  for (const track of media.getAudioTracks()) media.removeTrack(track);
  for (const track of heard.stream.getAudioTracks()) media.addTrack(track);
}

/** Shows a stream as a page would. */
export function show(stream: MediaStream): void {
  const video = document.createElement('video');
  video.muted = video.autoplay = true;
  document.body.append(video);
  video.srcObject = stream;
}

/** Puts an `<rtc-call>` into the page. Resolves when it waits to be joined, with camera and microphone on. */
export async function mount(attributes: Readonly<Record<string, string>>): Promise<void> {
  const call = document.createElement('rtc-call');
  const events = ['rtc-camera-changed', 'rtc-microphone-changed'];
  const devices = events.map((name) => new Promise((resolve) => call.addEventListener(name, resolve, { once: true })));
  for (const [name, value] of Object.entries(attributes)) call.setAttribute(name, value);
  document.body.append(call);
  await Promise.all(devices);
}

/** Joins, and answers when that began. */
export async function join(): Promise<number> {
  const call = document.querySelector('rtc-call');
  if (!call) throw new Error('No call in the page');
  const begun = now();
  await call.join();
  return begun;
}

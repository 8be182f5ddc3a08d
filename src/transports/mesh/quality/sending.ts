import type { ShownHeights, Source, VideoSource, VideoWishes } from '../../../core/transport.ts';

/** What decides how a slot sends. */
export interface SendingTerms {
  readonly video: VideoWishes;
  /** Sound is music. */
  readonly music: boolean;
  /** How tall it is shown at the other end. */
  readonly shown: ShownHeights;
  /** What a video may be at most, while there is little for it. */
  readonly caps: Readonly<Partial<Record<VideoSource, Cap>>>;
}

interface Cap {
  /** Kilobits per second. */
  readonly bitrate?: number | undefined;
  /** Pixels. */
  readonly height?: number | undefined;
  /** Kilobits per second more than is enough: another limit than before is what makes a browser try how much there is. */
  readonly nudge?: number;
}

export interface VideoPlan {
  readonly active: boolean;
  readonly scale: number;
  /** Kilobits per second. */
  readonly maxBitrate: number | undefined;
}

/** In bits per second. Opus needs no more for music in two channels (RFC 7587 §3.1.1). */
export const musicBitrate = 128_000;
/** Sound before a screen before a camera, where there is not enough for all. */
const priorities: Readonly<Record<Source, RTCPriorityType>> = { microphone: 'high', 'screen-audio': 'medium', screen: 'medium', camera: 'low' };
/** A screen is read, a face moves. */
const preferences = { camera: 'maintain-framerate', screen: 'maintain-resolution' } as const;
const scales = [1, 4 / 3, 1.5, 2, 8 / 3, 3, 4, 6, 8];
/** A picture a little smaller than it is shown is not worth another size. */
const slack = 1.1;
/** What is enough for a picture of this height at most, in kilobits per second: Firefox floods a narrow way if it may. */
const enough = [
  [90, 120],
  [180, 250],
  [270, 450],
  [360, 800],
  [540, 1300],
  [720, 2000],
  [1080, 3500],
] as const;

/** How a video is sent whose own height, in pixels, is this. Never larger than it is. */
export function planFor(source: VideoSource, height: number | undefined, { video, shown, caps }: Omit<SendingTerms, 'music'>): VideoPlan {
  const cap = caps[source];
  const wanted = Math.min(shown[source] ?? Number.POSITIVE_INFINITY, cap?.height ?? Number.POSITIVE_INFINITY);
  const scale = height === undefined ? 1 : (scales.findLast((one) => one <= (height * slack) / wanted) ?? 1);
  const enoughFor = height === undefined ? undefined : enough.find(([most]) => height / scale <= most)?.[1];
  const fitting = enoughFor && enoughFor + (cap?.nudge ?? 0);
  const bitrates = [video.maxBitrate ?? fitting, scale > 1 ? fitting : undefined, cap?.bitrate].filter((bitrate) => bitrate !== undefined);
  return { active: wanted > 0, scale, maxBitrate: bitrates.length > 0 ? Math.round(Math.min(...bitrates)) : undefined };
}

/** Makes a sender send by these terms (W3C webrtc-pc §5.2). */
export async function tune(sender: RTCRtpSender, source: Source, terms: SendingTerms): Promise<void> {
  const parameters: RTCRtpSendParameters & { encodings: CodecEncoding[]; degradationPreference?: string } = sender.getParameters();
  const [encoding] = parameters.encodings;
  // Nothing has been negotiated yet.
  if (!encoding || parameters.codecs.length === 0) return;
  const before = inWords(parameters);
  encoding.priority = encoding.networkPriority = priorities[source];
  if (source === 'microphone') {
    delete encoding.maxBitrate;
    if (terms.music) encoding.maxBitrate = musicBitrate;
  }
  if (source === 'camera' || source === 'screen') {
    const plan = planFor(source, sender.track?.getSettings().height, terms);
    encoding.active = plan.active;
    encoding.scaleResolutionDownBy = plan.scale;
    delete encoding.maxBitrate;
    delete encoding.codec;
    if (plan.maxBitrate !== undefined) encoding.maxBitrate = plan.maxBitrate * 1000;
    const codec = codecAmong(parameters.codecs, terms.video.codecs);
    if (codec) encoding.codec = codec;
    parameters.degradationPreference = preferences[source];
  }
  if (inWords(parameters) !== before) await sender.setParameters(parameters);
}

type CodecEncoding = RTCRtpEncodingParameters & { codec?: RTCRtpCodec };

/** The first wish that both sides have (W3C webrtc-pc, `RTCRtpEncodingParameters.codec`). */
function codecAmong(codecs: readonly RTCRtpCodec[], wishes: readonly string[]): RTCRtpCodec | undefined {
  for (const wish of wishes) {
    const found = codecs.find(({ mimeType }) => mimeType.toLowerCase() === `video/${wish}`);
    if (found) return found;
  }
  return undefined;
}

/** In whatever order the browser, or this, names it all. */
function inWords({ encodings: [encoding], degradationPreference }: RTCRtpSendParameters & { degradationPreference?: string }): string {
  const { codec, ...others } = (encoding ?? {}) as CodecEncoding;
  return JSON.stringify([Object.entries(others).sort(), codec?.mimeType, codec?.sdpFmtpLine, degradationPreference]);
}

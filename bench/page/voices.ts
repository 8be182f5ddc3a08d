// Runs in a page with a call, before anything else: who is said to speak, and what the microphone gives.
import type { RtcParticipantChangedEvent } from '../../src/core/events.ts';

/** Somebody began to speak, or ceased to, at a moment of the wall clock in milliseconds. */
export interface Turn {
  readonly at: number;
  readonly name: string;
  readonly speaking: boolean;
}

/** How loud one's own microphone was, in dB. */
export interface Level {
  readonly at: number;
  readonly level: number;
}

export const turns: Turn[] = [];
export const levels: Level[] = [];

// The clocks of two pages on one machine agree.
const now = () => performance.timeOrigin + performance.now();

addEventListener('rtc-participant-changed', (event) => {
  const { participant, changes } = event as RtcParticipantChangedEvent;
  if (changes.speaking !== undefined) turns.push({ at: now(), name: participant.name, speaking: changes.speaking });
});

const { getUserMedia } = MediaDevices.prototype;

MediaDevices.prototype.getUserMedia = async function (constraints) {
  const stream = await getUserMedia.call(this, constraints);
  const [track] = stream.getAudioTracks();
  if (track) listen(track.clone());
  return stream;
};

function listen(track: MediaStreamTrack): void {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) }).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    levels.push({ at: now(), level: 10 * Math.log10(power + 1e-10) });
  }, 20);
}

/** Somebody who says "aaa", as long as the volume is not 0. */
export function saying(throat: AudioContext, volume = 0.2): { gain: GainNode; track: MediaStreamTrack } {
  const sound = new OscillatorNode(throat, { type: 'sawtooth', frequency: 130 });
  const gain = new GainNode(throat, { gain: volume });
  const out = new MediaStreamAudioDestinationNode(throat);
  sound.connect(gain).connect(out);
  sound.start();
  return { gain, track: out.stream.getAudioTracks()[0]! };
}

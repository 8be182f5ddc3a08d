import { addEnglish } from '../localizer.ts';

/** What is said about one's own voice in a call. */
const voiceWords = {
  talkingMuted: 'You’re talking, but your microphone is off.',
  holdSpace: 'Hold the space bar to talk.',
  holdKey: (key: string) => `Hold ${key} to talk.`,
};

addEnglish(voiceWords);

export type VoiceWords = typeof voiceWords;

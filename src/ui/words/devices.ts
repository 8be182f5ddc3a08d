import { addEnglish } from '../localizer.ts';

/** What is said of devices that come and go; it comes with the code that follows them. */
const deviceWords = {
  microphoneReplaced: (lost: string, used: string) => `“${lost}” is gone. You’re heard through “${used}” now.`,
};
export type DeviceWords = typeof deviceWords;

addEnglish(deviceWords);

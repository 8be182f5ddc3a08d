import type { Words } from '../../ui/words/en.ts';

/** Where the browser at hand lets people change their mind about camera and microphone. */
export function permissionHelp(): keyof Words {
  if ('mozInnerScreenX' in globalThis) return 'allowInFirefox';
  return 'GestureEvent' in globalThis ? 'allowInSafari' : 'allowInChromium';
}

import type { RtcErrorCode } from '../../core/errors.ts';
import type { DeviceWords } from './devices.ts';
import type { PanelWords } from './panels.ts';
import type { ViewWords } from './view.ts';
import type { VoiceWords } from './voice.ts';

/** What a user reads about an error: what happened, what goes on working, and the one thing to do. */
const errors = {
  'unsupported-browser': 'This browser can’t make calls. Open this page in a current Chrome, Edge, Firefox or Safari.',
  'insecure-context': 'Calls only work on secure pages. Open this page with https.',
  'permission-policy': 'This page isn’t allowed to use the camera or microphone here. You can still see and hear others. Open the page in a tab of its own.',
  'media-denied': 'Your camera or microphone is blocked. You can still see and hear others. Turn it on again; if the browser doesn’t ask, allow it in the address bar.',
  'media-not-found': 'No camera or microphone was found. You can still see and hear others. Connect one, then turn it on.',
  'media-in-use': 'Another app is using your camera or microphone. You can still see and hear others. Close that app, then turn it on.',
  'media-ended': 'Your camera or microphone stopped. You can still see and hear others. Check that it’s connected, then turn it on.',
  'playback-blocked': 'Sound is blocked – tap to hear',
  'server-unreachable': 'Can’t reach the call server. Trying again…',
  'server-lost': 'Can’t reach the call server. The call goes on. Trying again…',
  'room-full': 'This call is full. Wait for somebody to leave, then try again.',
  'wrong-passphrase': 'This link or passphrase doesn’t fit. Ask for it again.',
  'bad-attribute': 'This call isn’t set up right. Tell whoever runs this page.',
  denied: 'That isn’t allowed in this call. Ask whoever runs it.',
  'connection-lost': 'The connection was lost. Try again.',
  internal: 'Something went wrong. Try again.',
} satisfies Partial<Record<RtcErrorCode, string>>;

export const en = {
  ...errors,

  you: 'You',
  guest: 'Guest',
  nameAndYou: (name: string) => `${name} (you)`,
  microphoneOff: 'Microphone off',
  reconnectingNow: 'Reconnecting…',
  backAgain: 'Connected again.',
  changingPage: 'Changing page…',
  poorConnection: 'Poor connection',
  slowConnection: 'Slow connection',
  slowDevice: 'This device is busy',

  microphone: 'Microphone',
  camera: 'Camera',
  turnOnMicrophone: 'Turn on microphone',
  turnOffMicrophone: 'Turn off microphone',
  turnOnCamera: 'Turn on camera',
  turnOffCamera: 'Turn off camera',
  shareScreen: 'Share screen',
  stopSharing: 'Stop sharing',
  sharing: 'You’re sharing your screen.',
  sharingNothing: 'Others see nothing new. The window you share may be minimised.',
  sharesScreen: (who: string) => `${who} is sharing a screen.`,
  cannotShare: 'Your screen can’t be shared. The call goes on. Try again; if the browser doesn’t ask, allow it in its settings.',
  hand: 'Hand',
  raiseHand: 'Raise hand',
  lowerHand: 'Lower hand',
  handIsUp: 'Hand raised',
  raisesHand: (who: string) => `${who} raised a hand.`,
  more: 'More',
  react: 'React',
  reactWith: (emoji: string) => `React with ${emoji}`,
  reacts: (who: string, emoji: string) => `${who} reacted with ${emoji}.`,
  speaker: 'Speaker',
  defaultDevice: 'System default',
  microphoneLevel: 'Microphone level',
  leave: 'Leave',
  callControls: 'Call controls',
  captions: 'Captions',

  showCamera: 'Show my camera',
  yourName: 'Your name',
  join: 'Join',
  joinWithoutCamera: 'Join without camera',
  joinWithoutMicrophone: 'Join without microphone',
  joinWithoutBoth: 'Join without camera and microphone',
  allowInChromium: 'In this browser: choose the icon at the start of the address bar and allow camera and microphone.',
  allowInFirefox: 'In this browser: choose the crossed-out camera or microphone in the address bar and remove the block.',
  allowInSafari: 'In this browser: choose Settings for This Website in the menu bar and allow camera and microphone.',
  people: (count: number) => `${count} people`,
  joinedCall: (who: string) => `${who} joined.`,
  leftCall: (who: string) => `${who} left.`,
  connecting: 'Connecting…',
  aloneInOpenRoom: 'Nobody else is here yet. Anyone who knows the room’s name can join.',
  aloneWithPassphrase: 'Nobody else is here yet. Others need the same passphrase.',
  aloneWithLink: 'Nobody else is here yet. Others need the link.',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',
  dismiss: 'Dismiss',
  left: 'You left the call',
  joinAgain: 'Join again',
  cannotCall: 'The call didn’t work',
  tryAgain: 'Try again',
};

/** Every translation has all of these; some English ones come with the code that says them. */
export type Words = typeof en & DeviceWords & PanelWords & ViewWords & VoiceWords;

/** The words for an error; those that nobody needs to tell apart share one. */
export function wordsFor(code: RtcErrorCode): keyof typeof errors {
  return code in errors ? (code as keyof typeof errors) : 'internal';
}

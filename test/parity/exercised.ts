/** What is done in `exercises/`, and which of our names it shows at work. */
export const exercised = {
  'meets those in the room that it names, before joining and in a call': [
    '[room]',
    'join()',
    'rtc-phase-changed',
    'rtc-joined',
    'rtc-participant-joined',
    'participants',
  ],
  'leaves when it is told to, and when it is removed': ['leave()', 'rtc-left', 'rtc-participant-left'],
  'joins without a screen before it': ['[autojoin]'],
  'meets those who name the same server': ['[server]'],
  'lets in who knows the words': ['[passphrase]'],
  'shows its name and its picture to others': ['[display-name]', '[avatar]', 'rtc-participant-changed', 'participants'],
  'says when the server is lost, and when it is back': ['rtc-connection-changed'],
  'says whose link is cut': ['rtc-participant-changed'],
  'says that a device was refused': ['rtc-error'],
  'carries data from page to page, and knows its links': ['send()', 'rtc-data-received', 'stats()'],

  'turns the microphone on and off': ['[muted]', 'setMicrophone()', 'rtc-microphone-changed', 'rtc-participant-changed', 'participants'],
  'turns the camera on and off': ['[camera-off]', 'setCamera()', 'rtc-camera-changed', 'participants'],
  'has no camera in a call of sound': ['[audio-only]'],
  'shares a screen': ['setScreenShare()', 'rtc-screen-share-changed', 'rtc-participant-changed', 'participants'],
  'uses another device': ['setDevice()', 'rtc-device-changed'],
  'films as large and as often as is wished': ['[resolution]', '[frame-rate]'],
  'processes sound as is wished': [
    '[no-echo-cancellation]',
    '[no-noise-suppression]',
    '[no-auto-gain]',
    'setProcessing()',
    'processing',
    'rtc-processing-changed',
  ],
  'hears who speaks': ['rtc-speaker-changed'],
  'plays somebody less loudly': ['setVolume()'],

  'raises a hand, and shows an emoji': ['setHand()', 'react()', 'rtc-participant-changed'],
  'lays the tiles out in another way': ['[layout]', 'setLayout()', 'rtc-view-changed', 'view'],
  'makes somebody large': ['setPinned()', 'rtc-view-changed'],
  'hides oneself': ['[hide-self]', 'setHideSelf()', 'rtc-view-changed'],
  'turns the mirror round': ['[no-mirror]', 'setMirror()', 'rtc-view-changed'],
  'lists people beside the tiles': ['[panel]', 'setPanel()', '<rtc-people>', 'rtc-view-changed', 'view'],
  'brings what is written in the chat beside the tiles': ['setPanel()', '<rtc-chat>', 'rtc-message-sent', 'rtc-message-received'],
  'brings a file from one chat to another': ['<rtc-chat>', 'rtc-file-offered', 'rtc-file-received'],
  'opens the settings beside the tiles': ['setPanel()', '<rtc-settings>'],
  'says that it shows in a small window': ['setPictureInPicture()', 'rtc-view-changed'],
  'has other keys': ['[shortcuts]'],

  'has the controls that are named': ['[controls]'],
  'has a screen of the page’s before it': ['slot: prejoin'],
  'has tiles of the page’s': ['slot: stage'],
  'has a control of the page’s': ['slot: toolbar', '<rtc-settings-button>'],
  'has buttons elsewhere in the page, with icons of the page’s': ['<rtc-mic-button>', '<rtc-leave-button>'],
  'says how many are there, on the control': ['part: people-count'],
  'hides what a style sheet hides': ['part: toolbar', 'part: tile-name'],
  'has the colours of a style sheet': ['--rtc-accent', '--rtc-surface', '--rtc-text'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Exercise = keyof typeof exercised;

/** Does it, and sees what came of it. */
export type Exercises<Names extends Exercise = Exercise> = Readonly<Record<Names, () => Promise<void>>>;

import { after, controlParts, deviceParts, stageParts } from '../../ui/exported-parts.ts';

// What opens late, and is named before it is there only where a call is inside another element.

export const filesParts = [
  ...['list', 'card', 'icon', 'name', 'about', 'warning', 'preview', 'progress', 'status', 'digest', 'copy-button', 'recipient'],
  ...['accept-button', 'decline-button', 'pause-button', 'cancel-button', 'save-button', 'preview-button', 'dismiss-button', 'problem'],
];

export const chatParts = [
  ...['head', 'search-button', 'options-button', 'search', 'search-field', 'found'],
  ...['drop-target', 'files', ...after('files', filesParts)],
  ...['list', 'empty', 'day', 'new-line', 'message', 'author', 'time', 'bubble', 'audience', 'quote', 'text', 'link', 'mention', 'reactions', 'reaction', 'status'],
  ...['retry-button', 'menu-button', 'menu', 'menu-item', 'emoji-picker', 'emoji', 'jump-button', 'typing'],
  ...['composer', 'about', 'cancel-button', 'audience-select', 'field', 'emoji-button', 'attach-button', 'send-button', 'problem', 'suggestions', 'suggestion'],
];

export const peopleParts = ['search-field', 'person', 'menu-button', 'menu'];

export const settingsParts = [...after('device', deviceParts), 'meter', 'test-button', 'sound', 'choice'];

export const shortcutsParts = ['list', 'key'];

/** Every part of a call that has joined, or cannot. */
export const callParts: readonly string[] = [
  'stage',
  ...stageParts,
  'captions',
  'toolbar',
  ...after('toolbar', ['bar', 'more']),
  ...controlParts,
  'chat-count',
  'people-count',
  'panel',
  'close-panel-button',
  ...after('shortcuts', shortcutsParts),
  ...after('chat', chatParts),
  ...after('people', peopleParts),
  ...after('settings', settingsParts),
  'notice',
  'notice-button',
  'sharing-notice',
  'stop-sharing-button',
  'failed',
  'again-button',
];

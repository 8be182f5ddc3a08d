import { after, controlParts, deviceParts, stageParts } from '../../ui/exported-parts.ts';

// What opens late, and is named before it is there only where a call is inside another element.

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
  'people-count',
  'panel',
  'close-panel-button',
  ...after('shortcuts', shortcutsParts),
  ...after('people', peopleParts),
  ...after('settings', settingsParts),
  'notice',
  'notice-button',
  'sharing-notice',
  'stop-sharing-button',
  'failed',
  'again-button',
];

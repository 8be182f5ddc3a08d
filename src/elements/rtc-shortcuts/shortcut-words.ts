import type { ShortcutName } from '../../core/shortcut-keys.ts';
import { addEnglish, Localizer } from '../../ui/localizer.ts';

const keys = {
  talk: 'Talk while it is held',
  microphone: 'Microphone on or off',
  camera: 'Camera on or off',
  screen: 'Share your screen, or stop',
  hand: 'Raise or lower your hand',
  chat: 'Chat',
  people: 'People',
  layout: 'Next layout',
  pip: 'Small window',
  fullscreen: 'Full screen',
  settings: 'Settings',
  shortcuts: 'This list',
  leave: 'Leave',
} satisfies Readonly<Record<ShortcutName, string>>;

const english = {
  shortcutFor: (name: ShortcutName) => keys[name],
  spaceBar: 'Space bar',
  noShortcuts: 'Keyboard shortcuts are switched off.',
};

addEnglish(english);

export type ShortcutWords = typeof english;

/**
 * The words of the list of keys.
 *
 * @internal
 */
export class ShortcutLocalizer extends Localizer<ShortcutWords> {}

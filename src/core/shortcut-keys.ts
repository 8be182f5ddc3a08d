import { RtcError } from './errors.ts';

/** What a key can do, and which one does if the page says nothing else; empty: none. */
export const usualKeys = {
  talk: 'space',
  microphone: 'm',
  camera: 'v',
  screen: 's',
  hand: 'h',
  chat: 'c',
  people: 'p',
  layout: 'l',
  pip: 'i',
  fullscreen: 'f',
  settings: ',',
  shortcuts: '?',
  leave: '',
} as const satisfies Readonly<Record<string, string>>;

export type ShortcutName = keyof typeof usualKeys;
export type ShortcutKeys = Readonly<Record<ShortcutName, string>>;

export const noKeys = Object.fromEntries(Object.keys(usualKeys).map((name) => [name, ''])) as Record<ShortcutName, string>;

/**
 * Which key does what: `wishes` are pairs such as `microphone:d talk:none`, for what is to be other than usual.
 * @throws RtcError `bad-attribute` for an unknown name, for more than one character other than `space` and `none`, and for one key twice.
 */
export function keysFrom(wishes: string): ShortcutKeys {
  const keys: Record<ShortcutName, string> = { ...usualKeys };
  const wished = new Set<ShortcutName>();
  for (const wish of wishes.split(/\s+/).filter(Boolean)) {
    const [, name = '', key = ''] = /^([a-z]+):(.+)$/u.exec(wish) ?? [];
    if (!Object.hasOwn(usualKeys, name)) throw bad(wish, `one of ${Object.keys(usualKeys).join(', ')}, with a key, such as microphone:d`);
    if (key !== 'none' && key !== 'space' && [...key].length !== 1) throw bad(wish, 'one character, space or none');
    keys[name as ShortcutName] = key === 'none' ? '' : key.toLowerCase();
    wished.add(name as ShortcutName);
  }
  return withoutTwins(keys, wished);
}

/** What the page wishes comes before what is usual; it cannot wish for two at once. */
function withoutTwins(keys: Record<ShortcutName, string>, wished: ReadonlySet<ShortcutName>): ShortcutKeys {
  const names = Object.keys(keys) as ShortcutName[];
  for (const name of names) {
    const twin = names.find((other) => other !== name && wished.has(other) && keys[other] === keys[name]);
    if (!twin || !keys[name]) continue;
    if (wished.has(name)) throw bad(`${name}:${keys[name]} ${twin}:${keys[twin]}`, 'a key for one of them');
    keys[name] = '';
  }
  return keys;
}

function bad(wish: string, expected: string): RtcError {
  return new RtcError('bad-attribute', `shortcuts="${wish}" is not ${expected}`);
}

import { longestName } from './file-wire.ts';

/** What a file is called when it has no name that can be shown. */
const nameless = 'file';

/**
 * A name to show and to save under: no path, no control characters, nothing that turns text round, no lone surrogates; neither hidden
 * nor one of the names that Windows keeps for itself.
 */
export function cleanFileName(name: string): string {
  const plain = name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .split(/[/\\]/)
    .at(-1)
    ?.replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '') ?? '';
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain;
  return shortened(safe) || nameless;
}

/** The end of a name says what it is. */
function shortened(name: string): string {
  if (name.length <= longestName) return name;
  const dot = name.lastIndexOf('.');
  const end = dot > 0 && name.length - dot <= 20 ? name.slice(dot) : '';
  return (name.slice(0, longestName - end.length) + end).toWellFormed();
}

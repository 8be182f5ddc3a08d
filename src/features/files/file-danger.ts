/** What a system runs, opens as a page with scripts, or unpacks as a disk, when somebody opens it. */
const dangerous = new Set(
  [
    'exe msi msix appx bat cmd com scr pif cpl hta ps1 psm1 vbs vbe vb js mjs jse wsf wsh jar jnlp lnk url reg inf dll sys gadget chm application settingcontent-ms library-ms search-ms scf',
    'app dmg pkg mpkg command workflow action terminal webloc mobileconfig scpt applescript',
    'deb rpm snap flatpak appimage run sh bash zsh csh ksh fish desktop py pyw pl rb php apk aab xapk ipa',
    'html htm xhtml xht shtml mht mhtml svg svgz xml xsl xslt swf',
    'iso img vhd vhdx docm dotm xlsm xltm xlam pptm potm ppam ppsm sldm one onepkg xll',
  ].flatMap((line) => line.split(' ')),
);

/** What can be told from a name about what opening the file might do. */
export type Danger =
  /** Opening it may run what whoever sent it wants. */
  | { readonly kind: 'risky'; readonly extension: string }
  /** So it may, and the name looks as if it were something else. */
  | { readonly kind: 'disguised'; readonly extension: string }
  /** The name has signs in it that hide what it is. */
  | { readonly kind: 'strange' };

/** Controls, what turns text round (UAX 9), and what nobody sees. */
const hiding = /[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/u;

const innocent = 'jpe?g|png|gif|webp|heic|bmp|tiff?|mp3|m4a|wav|mp4|mov|avi|mkv|pdf|docx?|xlsx?|pptx?|odt|ods|odp|txt|rtf|csv|epub|zip|rar|7z';

/** `photo.jpg.exe`, or with so many spaces that the end is out of sight. */
const double = new RegExp(`\\.(?:${innocent})[\\s._-]*\\.[^.]+$|\\s{3,}\\.[^.]+$`, 'iu');

/** What to warn of; undefined: nothing that a name tells. `wasCleaned`: such signs were taken out of it. */
export function dangerOf(name: string, wasCleaned = false): Danger | undefined {
  const extension = extensionOf(name);
  const isHidden = wasCleaned || hidesWhatItIs(name);
  if (dangerous.has(extension)) return { kind: isHidden || double.test(name.trim()) ? 'disguised' : 'risky', extension };
  return isHidden ? { kind: 'strange' } : undefined;
}

export function hidesWhatItIs(name: string): boolean {
  return hiding.test(name);
}

/** In small letters, without the dot, as a system reads it: Windows leaves dots and spaces at the end out. */
export function extensionOf(name: string): string {
  const plain = name.normalize('NFKC').replaceAll(new RegExp(hiding, 'gu'), '').replace(/[.\s]+$/u, '');
  return /\.([^.]+)$/u.exec(plain)?.[1]?.trim().toLowerCase() ?? '';
}

import type { FileFacts } from './transfer-state.ts';
import { dangerOf, extensionOf } from './file-danger.ts';

export type FileKind = 'image' | 'audio' | 'video' | 'text' | 'archive' | 'code' | 'other';

const extensions: Readonly<Record<Exclude<FileKind, 'other'>, string>> = {
  image: 'png jpg jpeg gif webp avif bmp heic heif tif tiff svg ico',
  audio: 'mp3 m4a aac ogg oga opus wav flac weba',
  video: 'mp4 m4v webm ogv mov mkv avi',
  text: 'pdf txt md rtf doc docx odt xls xlsx ods csv ppt pptx odp epub pages numbers key',
  archive: 'zip 7z rar gz tgz bz2 xz zst tar',
  code: 'js ts css html htm xml json py rb php c h cc cpp rs go java sh sql yml yaml toml',
};

/** What it looks like, for a sign beside its name; it decides nothing. */
export function kindOf({ name, type }: Pick<FileFacts, 'name' | 'type'>): FileKind {
  const extension = extensionOf(name);
  const named = (Object.keys(extensions) as (keyof typeof extensions)[]).find((kind) => extensions[kind].split(' ').includes(extension));
  if (named) return named;
  const [major] = type.split('/');
  return major === 'image' || major === 'audio' || major === 'video' || major === 'text' ? major : 'other';
}

export type PreviewKind = 'image' | 'audio' | 'video' | 'pdf';

/** What a browser shows without running anything in it. Whatever else the type says, there is no preview: no SVG, no HTML. */
const previews: Readonly<Record<string, PreviewKind>> = {
  ...Object.fromEntries(['png', 'jpeg', 'gif', 'webp', 'avif', 'bmp'].map((name) => [`image/${name}`, 'image'])),
  ...Object.fromEntries(['mpeg', 'mp3', 'mp4', 'x-m4a', 'aac', 'ogg', 'opus', 'wav', 'x-wav', 'flac', 'webm'].map((name) => [`audio/${name}`, 'audio'])),
  ...Object.fromEntries(['mp4', 'webm', 'ogg'].map((name) => [`video/${name}`, 'video'])),
  'application/pdf': 'pdf',
};

/** Larger pictures are not shown: 25 MB. */
const largestImage = 25_000_000;

/** How a file may be looked at before it is saved; undefined: not at all. */
export function previewOf({ name, type, size, wasCleaned }: FileFacts): PreviewKind | undefined {
  const kind = Object.hasOwn(previews, type) ? previews[type] : undefined;
  if (!kind || dangerOf(name, wasCleaned) || (kind === 'image' && size > largestImage)) return undefined;
  return kind;
}

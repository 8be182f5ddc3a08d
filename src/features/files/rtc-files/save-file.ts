import { plainName } from '../../../ui/plain-name.ts';

interface SaveTarget {
  createWritable(): Promise<WritableStream<Uint8Array>>;
}

/** Where a browser asks where to save (WICG, File System Access): `showSaveFilePicker`. */
interface PickingWindow {
  readonly showSaveFilePicker?: (options: { readonly suggestedName: string }) => Promise<SaveTarget>;
}

/** Milliseconds after which a browser has begun to save what a link leads to; those of large files take long to. */
const begun = 120_000;

/**
 * Saves a file where somebody says, on a click of theirs. Whether it is there when this resolves: where a browser only has downloads, it
 * says so itself, and this says false; false, too, for somebody who thinks better of it. Rejects if it cannot be written.
 */
export async function saveFile(file: File): Promise<boolean> {
  const name = savedName(file.name);
  const target = await pick(name);
  if (target === 'nowhere') return false;
  if (target === 'unknown') {
    download(file, name);
    return false;
  }
  await file.stream().pipeTo(await target.createWritable());
  return true;
}

/** A name, and not a way to somewhere: without what separates folders, and what Windows does not take. */
function savedName(name: string): string {
  const clean = plainName(name)
    .replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, '_')
    .replace(/^\.+/u, '_')
    .replace(/[.\s]+$/u, '');
  return clean || 'file';
}

async function pick(suggestedName: string): Promise<SaveTarget | 'nowhere' | 'unknown'> {
  const { showSaveFilePicker } = window as PickingWindow;
  if (!showSaveFilePicker) return 'unknown';
  try {
    return await showSaveFilePicker.call(window, { suggestedName });
  } catch (error) {
    // Frames of other sites may not ask, and some names are refused: those a download takes, or the browser warns of.
    return error instanceof DOMException && error.name === 'AbortError' ? 'nowhere' : 'unknown';
  }
}

function download(file: File, name: string): void {
  // Whatever its sender says that it is, it is not opened.
  const url = URL.createObjectURL(new Blob([file], { type: 'application/octet-stream' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), begun);
}

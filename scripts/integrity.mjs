// What a page pins the library by (W3C Subresource Integrity): each script and style sheet of dist/, as its hash.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one `<script>` names; the others come by themselves. */
const tags = ['rtc-elements.js', 'rtc-elements.global.js'];

/** File in dist/ → `sha384-…`. */
export function integrityOf(folder, files) {
  return Object.fromEntries(files.toSorted().map((file) => [file, `sha384-${createHash('sha384').update(readFileSync(join(folder, file))).digest('base64')}`]));
}

export function printIntegrity(integrity) {
  for (const file of tags) console.log(`${file.padEnd(22)}  ${integrity[file]}`);
}

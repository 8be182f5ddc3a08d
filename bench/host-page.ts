import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newDesk, supportButton } from './desk.ts';

const demo = (name: string) => readFileSync(join(import.meta.dirname, '../demo', name), 'utf8');
/** The library, its style sheet and its button: what whoever made the shop has put into it. */
const ours = [/<script[^>]*rtc-elements[^>]*><\/script>/g, /<link[^>]*rtc-elements[^>]*>/g, /<rtc-support[\s\S]*?<\/rtc-support>/g];

/** The demo's shop, text and pictures, in one file and without anything of this library. */
function shop(): string {
  const html = ours.reduce((text, part) => text.replaceAll(part, ''), demo('shop.html'));
  if (html.includes('<rtc-support')) throw new Error('The shop still has a button');
  return html.replace(/<link[^>]*shop\.css[^>]*>/, () => `<style>${demo('shop.css')}</style>`).replace(/<link rel="icon"[^>]*>/, '');
}

/** A page as anybody has it; and the same with the README's two lines in it, the library coming from `server`. */
export function hostPages(server: string): { readonly plain: string; readonly button: string } {
  const plain = shop();
  const script = `<script type="module" src="${server}/rtc-elements.js"></script>`;
  const button = plain.replace('</head>', () => `${script}</head>`).replace('</body>', () => `${supportButton(newDesk())}</body>`);
  return { plain, button };
}

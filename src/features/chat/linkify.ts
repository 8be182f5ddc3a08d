/** A piece of a text: words, or an address that can be opened. */
export interface Segment {
  readonly text: string;
  /** Where a link goes; always `http:` or `https:`. */
  readonly href?: string;
}

/** Up to white space, or what ends an address in any text; so are the characters that turn its direction round. */
const candidates = /\bhttps?:\/\/[^\s<>"“”„«»`\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;

/** What ends a sentence, not an address. */
const trailing = '.,:;!?…\'’*_~、。，！？';

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '）': '（', '」': '「' };
const openings = new Set(Object.values(closing));

/**
 * Finds the links in a text. Joined, the pieces are the text: what a link says is where it goes, letter by letter, so that
 * nobody is sent elsewhere by fine words. Anything but `http` and `https` stays text.
 */
export function segmentsOf(text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(candidates)) {
    const address = withoutEnding(match[0]);
    const href = hrefOf(address);
    if (!href) continue;
    if (match.index > end) segments.push({ text: text.slice(end, match.index) });
    segments.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) segments.push({ text: text.slice(end) });
  return segments;
}

/** Without the full stop after it, and the bracket that was opened before it. */
function withoutEnding(address: string): string {
  const open = new Map<string, number>();
  for (const character of address) {
    if (openings.has(character)) open.set(character, (open.get(character) ?? 0) + 1);
    else if (closing[character]) open.set(closing[character], (open.get(closing[character]) ?? 0) - 1);
  }
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1] ?? '';
    const opening = closing[last];
    // More closed than were opened.
    if (opening && (open.get(opening) ?? 0) < 0) open.set(opening, (open.get(opening) ?? 0) + 1);
    else if (!trailing.includes(last)) break;
  }
  return address.slice(0, end);
}

function hrefOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href, hostname } = new URL(address);
  return hostname && (protocol === 'http:' || protocol === 'https:') ? href : undefined;
}

import type { ChatMessage } from '../chat-state.ts';
import { segmentsOf } from '../linkify.ts';
import { plainName } from '../shown-name.ts';
import { made } from './made.ts';

/** A text of nothing but one to three emoji is drawn large. */
const onlyEmoji = /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})[\p{M}\p{Emoji_Modifier}\u200d\ufe0f]*(?:(?<=\u200d)\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}\u200d\ufe0f]*)*\s?){1,3}$/u;

export function isOnlyEmoji(text: string): boolean {
  return text.length <= 40 && onlyEmoji.test(text);
}

/** The words of a message with its links, and the names of whom it mentions. Text is text: nothing in it becomes an element. */
export function textNodes({ text, mentions }: ChatMessage, nameOf: (key: string) => string | undefined): readonly Node[] {
  const names = mentions.flatMap((key) => plainName(nameOf(key) ?? '') || []).map((name) => `@${name}`);
  if (names.length === 0 && !text.includes('://')) return [document.createTextNode(text)];
  return segmentsOf(text).flatMap((segment) => (segment.href ? [link(segment.text, segment.href)] : withNames(segment.text, names)));
}

function link(text: string, href: string): HTMLAnchorElement {
  const attributes = { href, target: '_blank', rel: 'noopener noreferrer nofollow ugc', tabindex: '-1' };
  return made('a', { part: 'link', attributes }, text);
}

function withNames(text: string, names: readonly string[]): Node[] {
  const nodes: Node[] = [];
  let rest = text;
  while (rest) {
    const found = names.map((name) => ({ name, place: rest.indexOf(name) })).filter(({ place }) => place >= 0);
    // The first; of two in one place, the longer.
    const [next] = found.sort((a, b) => a.place - b.place || b.name.length - a.name.length);
    if (!next) break;
    if (next.place > 0) nodes.push(document.createTextNode(rest.slice(0, next.place)));
    nodes.push(made('bdi', { part: 'mention', class: 'mention' }, next.name));
    rest = rest.slice(next.place + next.name.length);
  }
  return rest ? [...nodes, document.createTextNode(rest)] : nodes;
}

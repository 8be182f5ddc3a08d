// The same rows, by the chat's own list and by a Lit list.
import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ChatMessage } from '../../src/features/chat/chat-state.ts';
import { ChatLocalizer } from '../../src/features/chat/chat-words.ts';
import { MessageList } from '../../src/features/chat/rtc-chat/message-list.ts';
import { bubbleStyles } from '../../src/features/chat/rtc-chat/bubble.styles.ts';
import { messageButtonStyles } from '../../src/features/chat/rtc-chat/message-buttons.styles.ts';
import { messageStyles } from '../../src/features/chat/rtc-chat/messages.styles.ts';
import { tokens } from '../../src/ui/tokens.ts';
import { ada, grace, mary, message } from '../../test/support/chat-messages.ts';
import '../../test/support/shown-call.ts';

/** How often a message comes to be timed. */
const times = 20;

const clock = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' });
const texts = ['Hello', 'Shall we meet at four? I have the numbers, and a question about the second table.', 'Yes', 'See https://example.org/numbers'];
const authors = [grace, grace, ada, mary];
const some = (count: number) => Array.from({ length: count }, (_, index) => message(authors[index % 4] ?? ada, `${texts[index % 7] ?? 'And so on'} ${index}`));

/** A list in the page that shows messages. */
interface Shown {
  readonly show: (messages: readonly ChatMessage[]) => void;
}

const arms = { own, lit };
export type Arm = keyof typeof arms;

export interface Sample {
  /** From nothing to a thousand with their layout, at the end, milliseconds. */
  readonly rendered: number;
  /** One more, with the layout, at the end, milliseconds. */
  readonly appended: number;
}

export function measure(arm: Arm): Sample {
  const messages = some(1000);
  const { list, shown } = open(arm);
  const drawn = (all: readonly ChatMessage[]) => timed(() => {
    shown.show(all);
    list.scrollTop = list.scrollHeight;
  });
  const rendered = drawn(messages);
  let appended = 0;
  for (let time = 0; time < times; time++) {
    messages.push(...some(1));
    appended += drawn([...messages]);
  }
  list.remove();
  return { rendered, appended: appended / times };
}

/** What ten thousand take, and the longest time between two pictures while they go by, in milliseconds. */
export async function measureMany(): Promise<{ rendered: number; longestFrame: number }> {
  const { list, shown } = open('own');
  const rendered = timed(() => {
    shown.show(some(10_000));
    list.scrollTop = list.scrollHeight;
  });
  let [before, longestFrame] = [await frame(), 0];
  for (let step = 0; step < 200; step++) {
    list.scrollTop -= 900;
    const now = await frame();
    longestFrame = Math.max(longestFrame, now - before);
    before = now;
  }
  list.remove();
  return { rendered, longestFrame };
}

function open(arm: Arm): { list: HTMLElement; shown: Shown } {
  const list = document.createElement('div');
  list.style.cssText = 'block-size: 600px; inline-size: 320px; overflow: auto; font: 14px/20px sans-serif';
  const root = list.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [tokens, messageStyles, bubbleStyles, messageButtonStyles].flatMap(({ styleSheet }) => styleSheet ?? []);
  const place = root.appendChild(document.createElement('div'));
  document.body.append(list);
  return { list, shown: arms[arm](place) };
}

function own(place: HTMLElement): Shown {
  const words = new ChatLocalizer(document.body.appendChild(document.createElement('shown-call')));
  const list = new MessageList(place, { words, nameOf: () => undefined, time: (at) => clock.format(at) });
  return { show: (messages) => list.show(messages) };
}

function lit(place: HTMLElement): Shown {
  return { show: (messages) => void render(html`${repeat(messages, ({ id }) => id, (each, index) => row(each, messages[index - 1]))}`, place) };
}

function row({ author, text, time, delivery }: ChatMessage, before: ChatMessage | undefined): TemplateResult {
  const isFirst = before?.author !== author;
  return html`<div part="message" class="message ${isFirst ? 'first' : ''} ${author.isLocal ? 'own' : ''}" role="article" tabindex="-1">
    ${isFirst && !author.isLocal ? html`<span class="avatar" aria-hidden="true">${author.name[0]}</span>` : nothing}
    ${isFirst ? html`<div class="byline"><bdi part="author" class="author">${author.name}</bdi> <time part="time" class="time" datetime=${new Date(time).toISOString()}>${clock.format(time)}</time></div>` : nothing}
    <div class="line">
      <div part="bubble" class="bubble"><div part="text" class="text" dir="auto">${text}</div></div>
      <button part="menu-button" class="dots" type="button" tabindex="-1" data-act="menu" aria-label="Message actions"></button>
    </div>
    ${delivery && delivery.state !== 'delivered' ? html`<div part="status" class="status"></div>` : nothing}
  </div>`;
}

function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

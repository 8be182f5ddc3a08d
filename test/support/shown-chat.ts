import { fixture, html, waitUntil } from '@open-wc/testing';
import type { ChatMessage, ChatState } from '../../src/features/chat/chat-state.ts';
import '../../src/features/chat/rtc-chat/rtc-chat.ts';
import type { RtcChat } from '../../src/features/chat/rtc-chat/rtc-chat.ts';
import { grace } from './chat-messages.ts';
import { focusedIn, nameOf } from './shadow.ts';
import type { ShownCall } from './shown-call.ts';
import './shown-call.ts';

/** A chat of a call that is nothing but its state, as somebody uses it. */
export class ShownChat {
  readonly call: ShownCall;
  readonly element: RtcChat;

  private constructor(call: ShownCall, element: RtcChat) {
    this.call = call;
    this.element = element;
  }

  static async open(): Promise<ShownChat> {
    const call = await fixture<ShownCall>(html`<shown-call><rtc-chat></rtc-chat></shown-call>`);
    const shown = new ShownChat(call, call.querySelector('rtc-chat')!);
    await shown.shows({ others: [grace] });
    return shown;
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  get field(): HTMLTextAreaElement {
    return this.part('field') as HTMLTextAreaElement;
  }

  get focused(): HTMLElement {
    return focusedIn(this.element) as HTMLElement;
  }

  /** Of the menu that is open. */
  get items(): readonly HTMLButtonElement[] {
    return [...this.root.querySelectorAll<HTMLButtonElement>('[part="menu"]:popover-open [part="menu-item"]')];
  }

  parts(name: string): readonly HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(`[part="${name}"]`)];
  }

  part(name: string): HTMLElement | undefined {
    return this.parts(name)[0];
  }

  words(name: string): string {
    return this.part(name)?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';
  }

  async shows(patch: Partial<ChatState>): Promise<void> {
    this.call.chat.update(patch);
    await this.element.updateComplete;
  }

  async messages(...messages: readonly ChatMessage[]): Promise<void> {
    await this.shows({ messages });
  }

  async type(text: string): Promise<void> {
    this.field.focus();
    this.field.value = text;
    this.field.setSelectionRange(text.length, text.length);
    this.field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await this.element.updateComplete;
  }

  /** Where the focus is. */
  async press(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...more });
    this.focused.dispatchEvent(event);
    await this.element.updateComplete;
    return event;
  }

  async until(what: string, holds: () => boolean): Promise<void> {
    await waitUntil(holds, what, { timeout: 5000 });
  }

  /** Of a message, by its button. */
  async openMenu(place = 0): Promise<void> {
    this.parts('menu-button')[place]!.click();
    await this.until('a menu', () => this.items.length > 0);
  }

  async choose(words: string): Promise<void> {
    this.items.find((each) => nameOf(each) === words)!.click();
    await this.element.updateComplete;
    await this.element.updateComplete;
  }

  /** What was commanded, without what is told of every letter, and what is only waited for. */
  get commands(): readonly (readonly unknown[])[] {
    return this.call.commands.filter(([name]) => !['write', 'read', 'expect'].includes(name as string));
  }
}

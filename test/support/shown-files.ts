import { fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/features/files/rtc-files/rtc-files.ts';
import type { RtcFiles } from '../../src/features/files/rtc-files/rtc-files.ts';
import type { TransferState } from '../../src/features/files/transfer-state.ts';
import { focusedIn, nameOf } from './shadow.ts';
import type { ShownCall } from './shown-call.ts';
import './shown-call.ts';

/** The files of a call that is nothing but its state, as somebody uses the list. */
export class ShownFiles {
  readonly call: ShownCall;
  readonly element: RtcFiles;

  private constructor(call: ShownCall) {
    this.call = call;
    this.element = call.querySelector('rtc-files')!;
  }

  static async open(...transfers: readonly TransferState[]): Promise<ShownFiles> {
    const call = await fixture<ShownCall>(html`<shown-call><rtc-files></rtc-files></shown-call>`);
    const shown = new ShownFiles(call);
    await shown.shows(...transfers);
    return shown;
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  get focused(): HTMLElement | null {
    return focusedIn(this.element) as HTMLElement | null;
  }

  /** What screen readers are told. */
  get heard(): string {
    return [...this.root.querySelectorAll('[role="status"] p')].map(({ textContent }) => textContent).join('\n');
  }

  /** The names of all buttons, in order. */
  get buttons(): readonly string[] {
    return [...this.root.querySelectorAll('button')].filter((each) => each.checkVisibility()).map(nameOf);
  }

  async shows(...transfers: readonly TransferState[]): Promise<void> {
    this.call.files.update({ transfers });
    await this.element.updateComplete;
  }

  parts(name: string): readonly HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(`[part="${name}"]`)];
  }

  part(name: string): HTMLElement | undefined {
    return this.parts(name)[0];
  }

  words(name: string): readonly string[] {
    return this.parts(name).map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim());
  }

  button(name: string): HTMLButtonElement {
    return [...this.root.querySelectorAll('button')].find((each) => nameOf(each) === name)!;
  }

  async until(what: string, holds: () => boolean): Promise<void> {
    await waitUntil(holds, what, { timeout: 5000 });
  }
}

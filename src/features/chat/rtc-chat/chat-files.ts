import { html, type TemplateResult } from 'lit';
import type { CallSession } from '../../../core/call-session.ts';
import { filesParts } from '../../../elements/rtc-call/call-parts.ts';
import { exported } from '../../../ui/exported-parts.ts';
import { type Files, files } from '../../files/files.ts';
import '../../files/rtc-files/rtc-files.ts';

/** The files of the call, in its chat. */
export class ChatFiles {
  readonly files: Files;
  isEmpty: boolean;

  /** `changed`: whether there are any. `orphaned`: the focus was in the list, which is gone. */
  constructor(host: HTMLElement, session: CallSession, { changed, orphaned, signal }: { readonly changed: () => void; readonly orphaned: () => void; readonly signal: AbortSignal }) {
    this.files = session.use(files);
    this.isEmpty = this.files.store.state.transfers.length === 0;
    this.files.store.watch(({ transfers }) => {
      if (this.isEmpty === (transfers.length === 0)) return;
      this.isEmpty = !this.isEmpty;
      if (this.isEmpty && host.shadowRoot?.querySelector('rtc-files')?.matches(':focus-within')) orphaned();
      changed();
    }, signal);
  }

  render(): TemplateResult {
    return html`<rtc-files part="files" class="files" exportparts=${exported(filesParts, 'files')}></rtc-files>`;
  }
}

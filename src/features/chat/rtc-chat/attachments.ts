import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { onAbort } from '../../../core/abort.ts';
import type { CallSession } from '../../../core/call-session.ts';
import { RtcError } from '../../../core/errors.ts';
import type { ParticipantId } from '../../../core/transport.ts';
import type { FileTransfer } from '../../files/file-transfer.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import type { ChatFiles } from './chat-files.ts';
import { attachIcon } from './chat-icons.ts';

export type FilesProblem = 'filesNotSent' | 'recipientGone' | 'tooManyFiles' | 'noFolders' | 'nobodyReads';

export interface AttachmentsHost {
  readonly words: ChatLocalizer;
  /** One is in a call, and can send something. */
  readonly isUsable: () => boolean;
  /** Who alone gets what is sent; undefined: everybody. */
  readonly recipient: () => { readonly id: ParticipantId; readonly name: string } | undefined;
  /** What went wrong with files that were chosen here; undefined: nothing any more. */
  readonly complain: (problem: FilesProblem | undefined) => void;
}

/** Sends files from a chat: chosen, dropped or pasted. The code for it comes with the first file. */
export class Attachments implements ReactiveController {
  readonly #element: LitElement;
  readonly #host: AttachmentsHost;
  #session: CallSession | undefined;
  #signal = AbortSignal.abort();
  #late: ChatFiles | undefined;
  #loading: Promise<ChatFiles> | undefined;
  #autoAccept: number | null = null;
  #isOver = false;
  #connection: AbortController | undefined;

  constructor(element: LitElement, host: AttachmentsHost) {
    this.#element = element;
    this.#host = host;
    element.addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#connection = new AbortController());
    const element = this.#element;
    element.addEventListener('dragover', (event) => this.#draggedOver(event), { signal });
    element.addEventListener('dragleave', (event) => this.#hover(isInside(element, event.relatedTarget)), { signal });
    element.addEventListener('drop', (event) => this.#dropped(event), { signal });
    element.addEventListener('paste', (event) => this.#pasted(event), { signal });
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#isOver = false;
  }

  /** The call that they are of, until `signal` aborts. */
  follow(session: CallSession, signal: AbortSignal): void {
    this.#session = session;
    this.#signal = signal;
    onAbort(signal, () => {
      // Whoever said so is gone.
      if (this.#late && this.#autoAccept) this.#late.files.autoAccept = 0;
      this.#session = this.#late = this.#loading = undefined;
    });
    session.expect('files', () => void this.#load().catch(() => undefined), signal);
    this.accept(this.#autoAccept);
  }

  /** Bytes up to which files are taken without asking; null: none are. What is no such number is reported. */
  accept(bytes: number | null): void {
    const isGood = bytes === null || (Number.isFinite(bytes) && bytes >= 0);
    if (!isGood) this.#session?.report(new RtcError('bad-attribute', `auto-accept="${bytes}" is not a number of bytes`));
    const before = this.#autoAccept;
    this.#autoAccept = isGood ? bytes : null;
    if (!this.#session || (!this.#autoAccept && !before)) return;
    this.#load().then(({ files }) => void (files.autoAccept = this.#autoAccept ?? 0), (error: unknown) => this.#session?.report(RtcError.from(error)));
  }

  /** @throws RtcError as {@link Files.send}. */
  async send(files: Iterable<File>, to?: readonly ParticipantId[]): Promise<readonly FileTransfer[]> {
    if (!this.#session) throw new RtcError('connection-lost', 'This chat belongs to no call');
    return (await this.#load()).files.send([...files], to);
  }

  button(): TemplateResult {
    const title = this.#host.words.term('attachFiles');
    const disabled = !this.#host.isUsable();
    return html`<button type="button" part="attach-button" class="quiet" title=${title} ?disabled=${disabled} @click=${this.#choose}>${attachIcon}</button>
      <input class="chooser" type="file" multiple tabindex="-1" aria-label=${title} hidden @change=${this.#chosen} />`;
  }

  /** Over everything, while files are dragged there. */
  dropTarget(): TemplateResult | typeof nothing {
    if (!this.#isOver) return nothing;
    const { words } = this.#host;
    const only = this.#host.recipient();
    return html`<div part="drop-target" class="drop-target">${only ? words.term('dropFilesFor', only.name) : words.term('dropFiles')}</div>`;
  }

  /** Where there are any; `isInUse`: somebody sends or offers some. */
  list(isInUse: boolean): TemplateResult | typeof nothing {
    if (isInUse && !this.#late) this.#load().catch(() => undefined);
    return this.#late && !this.#late.isEmpty ? this.#late.render() : nothing;
  }

  /** What could not be loaded is asked for again the next time. */
  #load(): Promise<ChatFiles> {
    const [session, signal] = [this.#session, this.#signal];
    if (!session) return Promise.reject(new RtcError('connection-lost', 'This chat belongs to no call'));
    this.#loading ??= import('./chat-files.ts').then(
      ({ ChatFiles }) => {
        const changed = () => this.#element.requestUpdate();
        const late = new ChatFiles(this.#element, session, { changed, orphaned: () => this.#element.focus(), signal });
        if (!signal.aborted) this.#late = late;
        changed();
        return late;
      },
      (error: unknown) => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }

  readonly #choose = ({ currentTarget }: Event): void => ((currentTarget as Element).nextElementSibling as HTMLInputElement).click();

  readonly #chosen = ({ target }: Event): void => {
    const field = target as HTMLInputElement;
    const chosen = [...(field.files ?? [])];
    // The same one may be chosen again.
    field.value = '';
    void this.#offer(chosen);
  };

  #draggedOver(event: DragEvent): void {
    if (!this.#host.isUsable() || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.#hover(true);
  }

  #hover(isOver: boolean): void {
    if (isOver === this.#isOver) return;
    this.#isOver = isOver;
    this.#element.requestUpdate();
  }

  #dropped(event: DragEvent): void {
    this.#hover(false);
    if (!this.#host.isUsable() || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#take(event.dataTransfer);
  }

  /** Of what has a text too, the text is meant: a table out of a spreadsheet comes as a picture as well. */
  #pasted(event: ClipboardEvent): void {
    const { clipboardData } = event;
    if (!this.#host.isUsable() || !clipboardData || clipboardData.files.length === 0 || clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    this.#take(clipboardData);
  }

  /** At once: what is dragged or pasted can be read only in its event. */
  #take({ items, files }: DataTransfer): void {
    const isFolder = [...items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry()?.isDirectory ?? false);
    void this.#offer([...files].filter((_, place) => !isFolder[place]), isFolder.includes(true));
  }

  async #offer(files: readonly File[], hasFolders = false): Promise<void> {
    const only = this.#host.recipient();
    this.#host.complain(hasFolders ? 'noFolders' : undefined);
    if (files.length === 0) return;
    try {
      await this.send(files, only && [only.id]);
    } catch (error) {
      this.#host.complain(problemOf(RtcError.from(error), only !== undefined));
    }
  }
}

function problemOf({ code }: RtcError, isPrivate: boolean): FilesProblem {
  if (code === 'too-large') return 'tooManyFiles';
  if (code === 'peer-unreachable') return isPrivate ? 'recipientGone' : 'nobodyReads';
  return 'filesNotSent';
}

function isInside(element: Element, other: EventTarget | null): boolean {
  return other instanceof Node && (element === other || element.contains(other) || (element.shadowRoot?.contains(other) ?? false));
}

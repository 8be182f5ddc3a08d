import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CallController } from '../../../controllers/call-controller.ts';
import { isInCall } from '../../../controllers/selectors.ts';
import { buttonStyles } from '../../../ui/button-styles.ts';
import { customElement } from '../../../ui/define.ts';
import { setStates } from '../../../ui/states.ts';
import { tokens } from '../../../ui/tokens.ts';
import { previewOf } from '../file-kinds.ts';
import { type Files, files } from '../files.ts';
import { FilesLocalizer } from '../files-words.ts';
import { isOver, type TransferState } from '../transfer-state.ts';
import { type FileActs, fileCard, type FileProblem } from './file-card.ts';
import { shownFileName } from './file-facts.ts';
import { type FileGroup, groupsOf } from './file-groups.ts';
import type { FilePreviews } from './file-previews.ts';
import { detailsStyles } from './file-details.styles.ts';
import { filesStyles } from './rtc-files.styles.ts';
import { TransferAnnouncer } from './transfer-announcer.ts';

/**
 * The files that people in a call send each other: what is offered, how far each is, and what came. Without any, it takes no place. Nothing
 * that came is opened or saved by itself; of what may do harm when it is opened, it warns. Pictures, sound, video and PDF can be looked at first.
 *
 * @csspart list - What holds the cards.
 * @csspart card - A file, with all that belongs to it.
 * @csspart icon - The sign for its kind.
 * @csspart name - Its name.
 * @csspart about - Its size, and whom it comes from or goes to.
 * @csspart warning - What there is to mind before opening it.
 * @csspart preview - What it looks or sounds like.
 * @csspart progress - How far it is.
 * @csspart status - The same in words, or what became of it.
 * @csspart digest - That it is whole, and the SHA-256 to compare.
 * @csspart copy-button - The button there that copies it.
 * @csspart recipient - One of several whom it goes to, and how far it is there.
 * @csspart accept-button - The button that takes what is offered.
 * @csspart decline-button - The button that does not.
 * @csspart pause-button - The button that pauses it, or goes on.
 * @csspart cancel-button - The button that ends it.
 * @csspart save-button - The button that saves what came.
 * @csspart preview-button - The button that shows what came.
 * @csspart dismiss-button - The button that takes it off the list.
 * @csspart problem - What went wrong with what was done here.
 * @cssstate empty - There are no files.
 * @cssstate running - Some file is on its way.
 */
@customElement('rtc-files')
export class RtcFiles extends LitElement {
  static override styles = [tokens, buttonStyles, detailsStyles, filesStyles];

  /** The id of the `<rtc-call>` this belongs to, for a list that is not inside it. */
  @property() for: string | null = null;

  /** @internal */
  @state() private transfers: readonly TransferState[] = [];

  readonly #words = new FilesLocalizer(this);
  readonly #announcer = new TransferAnnouncer(this, this.#words);
  readonly #internals = this.attachInternals();
  readonly #problems = new Map<string, FileProblem>();
  readonly #acts: FileActs = {
    accept: ({ first }) => this.#files?.accept(first.id),
    cancel: (group) => this.#each(group, (each) => !isOver(each), (all, id) => all.cancel(id)),
    pause: (group) => this.#each(group, ({ phase }) => phase === 'running' || phase === 'waiting' || phase === 'paused', (all, id) => all.pause(id)),
    resume: (group) => this.#each(group, ({ phase, pausedBy }) => phase === 'paused' && pausedBy.includes('here'), (all, id) => all.resume(id)),
    dismiss: (group) => this.#each(group, isOver, (all, id) => all.dismiss(id)),
    save: (group) => void this.#save(group),
    preview: (group) => void this.#preview(group),
    copyDigest: (group) => void this.#copyDigest(group),
  };
  #files: Files | undefined;
  #groups: readonly FileGroup[] = [];
  #previews: FilePreviews | undefined;
  #loading: Promise<FilePreviews> | undefined;
  #focused: { readonly element: Element; readonly key: string | undefined; readonly place: number } | undefined;

  constructor() {
    super();
    new CallController(this, isInCall, { followed: (session, signal) => this.#follow(session.use(files), signal) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#previews?.keep(new Set());
  }

  override willUpdate(): void {
    const focused = this.shadowRoot?.activeElement;
    const key = focused?.closest<HTMLElement>('.card')?.dataset['key'];
    this.#focused = focused ? { element: focused, key, place: this.#groups.findIndex((group) => group.key === key) } : undefined;
    this.#groups = groupsOf(this.transfers);
    const keys = new Set(this.#groups.map((group) => group.key));
    this.#previews?.keep(keys);
    for (const gone of [...this.#problems.keys()].filter((each) => !keys.has(each))) this.#problems.delete(gone);
    for (const group of this.#groups) if (this.#kind(group) === 'image') void this.#open(group);
  }

  override render() {
    const groups = this.#groups;
    return html`<ul part="list" class="list" role="list" aria-label=${this.#words.term('filesHere')} ?hidden=${groups.length === 0}>
        ${repeat(groups, ({ key }) => key, (group) => this.#card(group))}
      </ul>
      ${this.#announcer.render()}`;
  }

  override updated(): void {
    const isRunning = this.#groups.some(({ all }) => all.some(({ phase }) => phase === 'running'));
    setStates(this.#internals, { empty: this.#groups.length === 0, running: isRunning });
    this.#keepFocus();
  }

  #follow(followed: Files, signal: AbortSignal): void {
    this.#files = followed;
    this.transfers = followed.store.state.transfers;
    this.#announcer.open(followed.store.state, signal);
    followed.store.watch((state) => {
      this.#showNew(state.transfers.length > this.transfers.length);
      this.transfers = state.transfers;
      this.#announcer.changed(state);
    }, signal);
    signal.addEventListener('abort', () => {
      this.#files = undefined;
      this.transfers = [];
    });
  }

  #card(group: FileGroup) {
    const kind = this.#kind(group);
    const { key, first } = group;
    return fileCard({
      group,
      words: this.#words,
      acts: this.#acts,
      problem: this.#problems.get(key),
      isPreviewOpen: kind === undefined || kind === 'image' ? undefined : (this.#previews?.has(key) ?? false),
      preview: this.#previews?.render(key, this.#words.term('previewOf', shownFileName(first.name))) ?? nothing,
    });
  }

  /** How somebody may look at it; undefined: not yet, or not at all. */
  #kind({ first, key }: FileGroup) {
    const isThere = first.direction === 'in' && first.phase === 'done' && first.file !== undefined;
    return isThere && this.#problems.get(key) !== 'noPreview' ? previewOf(first) : undefined;
  }

  #each({ all }: FileGroup, which: (each: TransferState) => boolean, act: (all: Files, id: string) => void): void {
    for (const each of all) if (this.#files && which(each)) act(this.#files, each.id);
  }

  /** The newest is below; whoever is busy further up stays there. */
  #showNew(isMore: boolean): void {
    if (!isMore || this.matches(':focus-within, :hover')) return;
    void this.updateComplete.then(() => (this.scrollTop = this.scrollHeight));
  }

  async #save({ key, first: { file } }: FileGroup): Promise<void> {
    if (!file) return;
    this.#complain(key, undefined);
    try {
      const { saveFile } = await import('./save-file.ts');
      if (await saveFile(file)) this.#announcer.say(this.#words.term('fileSaved'));
    } catch (error) {
      this.#complain(key, error instanceof DOMException && error.name === 'QuotaExceededError' ? 'storage-full' : 'notSaved');
    }
  }

  async #preview(group: FileGroup): Promise<void> {
    const { key, first: { file } } = group;
    if (this.#kind(group) === 'pdf' && file) return (await this.#load()).openTab(key, file);
    if (!this.#previews?.has(key)) return this.#open(group);
    this.#previews.close(key);
    this.requestUpdate();
  }

  async #open(group: FileGroup): Promise<void> {
    const { key, first: { file } } = group;
    if (this.#previews?.has(key)) return;
    try {
      const previews = await this.#load();
      const kind = this.#kind(group);
      const isHere = this.isConnected && this.#groups.some((each) => each.key === key);
      if (!isHere || !file || !kind || previews.has(key)) return;
      previews.open(key, file, kind);
      this.requestUpdate();
    } catch {
      this.#complain(key, 'noPreview');
    }
  }

  #load(): Promise<FilePreviews> {
    this.#loading ??= import('./file-previews.ts').then(
      ({ FilePreviews }) =>
        (this.#previews = new FilePreviews((key) => {
          this.#previews?.close(key);
          this.#complain(key, 'noPreview');
        })),
    );
    return this.#loading;
  }

  async #copyDigest({ key, all }: FileGroup): Promise<void> {
    try {
      await navigator.clipboard.writeText(all.find(({ digest }) => digest !== '')?.digest ?? '');
      this.#announcer.say(this.#words.term('digestCopied'));
    } catch {
      this.#complain(key, 'fileBroken');
    }
  }

  #complain(key: string, problem: FileProblem | undefined): void {
    if (problem) this.#problems.set(key, problem);
    else this.#problems.delete(key);
    this.requestUpdate();
  }

  /** A button that goes, or a card, takes it along: to what is in its place. */
  #keepFocus(): void {
    const before = this.#focused;
    if (!before || this.shadowRoot?.activeElement === before.element) return;
    const cards = [...this.renderRoot.querySelectorAll<HTMLElement>('.card')];
    const card = cards.find(({ dataset }) => dataset['key'] === before.key) ?? cards[Math.min(before.place, cards.length - 1)];
    card?.querySelector<HTMLElement>('button')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-files': RtcFiles;
  }
}

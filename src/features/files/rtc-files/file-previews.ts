import { html, nothing, type TemplateResult } from 'lit';
import type { PreviewKind } from '../file-kinds.ts';

interface Preview {
  readonly kind: PreviewKind;
  readonly url: string;
}

/** Files as they look, before they are saved. What is shown is of a type of ours, whatever is in the file. */
export class FilePreviews {
  readonly #open = new Map<string, Preview>();
  readonly #failed: (key: string) => void;

  /** `failed`: what it is said to be, it is not. */
  constructor(failed: (key: string) => void) {
    this.#failed = failed;
  }

  has(key: string): boolean {
    return this.#open.has(key);
  }

  open(key: string, file: File, kind: PreviewKind): void {
    if (this.#open.has(key)) return;
    const type = kind === 'pdf' ? 'application/pdf' : file.type;
    this.#open.set(key, { kind, url: URL.createObjectURL(new Blob([file], { type })) });
  }

  /** In a tab of its own, that cannot reach this page. */
  openTab(key: string, file: File): void {
    this.close(key);
    this.open(key, file, 'pdf');
    window.open(this.#open.get(key)?.url, '_blank', 'noopener');
  }

  close(key: string): void {
    const url = this.#open.get(key)?.url;
    if (url !== undefined) URL.revokeObjectURL(url);
    this.#open.delete(key);
  }

  /** Closes what is not among `keys`. */
  keep(keys: ReadonlySet<string>): void {
    for (const key of [...this.#open.keys()]) if (!keys.has(key)) this.close(key);
  }

  render(key: string, label: string): TemplateResult | typeof nothing {
    const { kind, url = '' } = this.#open.get(key) ?? {};
    const failed = () => this.#failed(key);
    switch (kind) {
      case 'image':
        return html`<img part="preview" class="preview" src=${url} alt=${label} decoding="async" @error=${failed} />`;
      case 'audio':
        return html`<audio part="preview" class="preview" src=${url} aria-label=${label} controls preload="none" @error=${failed}></audio>`;
      case 'video':
        return html`<video part="preview" class="preview" src=${url} aria-label=${label} controls preload="none" playsinline @error=${failed}></video>`;
      default:
        return nothing;
    }
  }
}

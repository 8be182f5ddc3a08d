import { html, nothing, type TemplateResult } from 'lit';
import { longestName } from '../letters.ts';
import type { DeskLocalizer } from './desk-words.ts';
import { textOf } from './sign-in.ts';

/** The screen of an agent who is not at the desk. */
export interface SignInView {
  readonly words: DeskLocalizer;
  readonly desk: string;
  /** A file is needed; else a button does. */
  readonly wantsFile: boolean;
  readonly isVerified: boolean;
  /** The page does not say who signs in. */
  readonly asksName: boolean;
  readonly typedName: string;
  readonly complaint: string;
  readonly isBusy: boolean;
  readonly typed: (name: string) => void;
  /** With a file's text, if it is one that is needed. */
  readonly enter: (text?: string) => void;
}

export function signInScreen(view: SignInView): TemplateResult {
  const { words, desk, isVerified, wantsFile, complaint } = view;
  return html`<form
    part="sign-in"
    class="sign-in"
    @submit=${(event: SubmitEvent) => submit(event, view)}
    @dragover=${(event: DragEvent) => wantsFile && event.preventDefault()}
    @drop=${(event: DragEvent) => drop(event, view)}
  >
    <h2>${desk || words.term('supportDesk')}</h2>
    ${isVerified ? nothing : html`<p part="unverified" class="quiet">${words.term('unverified')}</p>`} ${nameField(view)}
    ${wantsFile ? fileButton(view) : goButton(view)}
    <p part="error" id="complaint" class="complaint">${complaint}</p>
  </form>`;
}

function nameField({ words, asksName, typedName, typed }: SignInView): TemplateResult | typeof nothing {
  if (!asksName) return nothing;
  const input = (event: Event) => typed((event.currentTarget as HTMLInputElement).value);
  return html`<label>
    ${words.term('yourName')}
    <input part="name-field" name="name" autocomplete="nickname" maxlength=${longestName} .value=${typedName} @input=${input} />
  </label>`;
}

/** While it is busy it stays where it is, and keeps the focus. */
function fileButton(view: SignInView): TemplateResult {
  const { words, isBusy } = view;
  const choose = ({ currentTarget }: Event) => void open(currentTarget as HTMLInputElement, view);
  const label = words.term(isBusy ? 'signingIn' : 'openKeyFile');
  return html`<label part="open-button" class="primary file">
      <input type="file" class="main" aria-label=${label} accept=".json,application/json" aria-describedby="complaint" @change=${choose} />
      ${label}
    </label>
    <p class="quiet">${words.term('orDropIt')}</p>`;
}

function goButton({ words, isBusy }: SignInView): TemplateResult {
  return html`<button part="open-button" class="primary main" aria-describedby="complaint" aria-disabled=${isBusy ? 'true' : nothing}>
    ${words.term(isBusy ? 'signingIn' : 'goOnline')}
  </button>`;
}

async function open(input: HTMLInputElement, { enter, isBusy }: SignInView): Promise<void> {
  const [file] = input.files ?? [];
  if (!file) return;
  const text = await textOf(file);
  // No key stays in the page; and the same file may be opened again.
  input.value = '';
  if (!isBusy) enter(text);
}

function drop(event: DragEvent, { wantsFile, isBusy, enter }: SignInView): void {
  const [file] = event.dataTransfer?.files ?? [];
  if (!wantsFile || !file) return;
  event.preventDefault();
  if (!isBusy) void textOf(file).then(enter);
}

function submit(event: SubmitEvent, { wantsFile, isBusy, enter }: SignInView): void {
  event.preventDefault();
  if (isBusy) return;
  if (wantsFile) (event.currentTarget as HTMLFormElement).querySelector<HTMLInputElement>('input[type=file]')?.click();
  else enter();
}

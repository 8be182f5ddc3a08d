import { html, nothing, type TemplateResult } from 'lit';
import { closeIcon } from '../../../ui/close-icon.ts';
import { dangerOf } from '../file-danger.ts';
import { kindOf } from '../file-kinds.ts';
import type { FilesLocalizer } from '../files-words.ts';
import { isOver } from '../transfer-state.ts';
import { aboutOf, peerNameOf, progressOf, shownFileName, statusOf, stepOf } from './file-facts.ts';
import { type FileGroup, isGroupOver } from './file-groups.ts';
import { kindIcons, pauseIcon, resumeIcon, verifiedIcon, warningIcon } from './file-icons.ts';

/** What can be done about a file. */
export interface FileActs {
  readonly accept: (group: FileGroup) => void;
  readonly cancel: (group: FileGroup) => void;
  readonly pause: (group: FileGroup) => void;
  readonly resume: (group: FileGroup) => void;
  readonly dismiss: (group: FileGroup) => void;
  readonly save: (group: FileGroup) => void;
  readonly preview: (group: FileGroup) => void;
  readonly copyDigest: (group: FileGroup) => void;
}

export type FileProblem = 'notSaved' | 'noPreview' | 'storage-full' | 'fileBroken';

export interface FileView {
  readonly group: FileGroup;
  readonly words: FilesLocalizer;
  readonly acts: FileActs;
  /** What went wrong with what somebody did here. */
  readonly problem: FileProblem | undefined;
  /** Whether there is a preview to open, and whether it is; undefined: there is none. */
  readonly isPreviewOpen: boolean | undefined;
  readonly preview: TemplateResult | typeof nothing;
}

/** A file, with all that belongs to it. Whatever becomes of it, what stays is the same element: somebody may have the focus there. */
export function fileCard(view: FileView): TemplateResult {
  const { group, words, preview, problem } = view;
  const { first, phase } = group;
  const failed = phase === 'failed' && isGroupOver(group);
  return html`<li part="card" class="card ${phase}" data-key=${group.key}>
    <span part="icon" class="icon">${kindIcons[kindOf(first)]}</span>
    <div class="facts">
      <p part="name" class="name" id=${nameId(group)} title=${first.name}><bdi>${shownFileName(first.name)}</bdi></p>
      <p part="about" class="about">${apart(aboutOf(group, words))}</p>
    </div>
    <div class="tools">${tools(view)}</div>
    <div class="rest">
      ${warning(view)} ${preview} ${bar(view)}
      <p part="status" class="status ${failed ? 'problem' : ''}">${hasDigest(group) ? nothing : apart(statusOf(group, words))}</p>
      ${digest(view)} ${recipients(view)} ${choices(view)}
      <p part="problem" class="problem" role="alert">${problem ? words.term(problem) : nothing}</p>
    </div>
  </li>`;
}

/** Facts beside each other; none of them turns another one round. */
function apart(facts: readonly string[]): readonly unknown[] {
  return facts.map((fact, place) => html`${place > 0 ? ' · ' : nothing}<bdi>${fact}</bdi>`);
}

function nameId({ key }: FileGroup): string {
  return `name-${key}`;
}

/** Of what comes from others. */
function warning({ group: { first }, words }: FileView): TemplateResult | typeof nothing {
  const danger = first.direction === 'in' && first.phase !== 'failed' ? dangerOf(first.name, first.wasCleaned) : undefined;
  if (!danger) return nothing;
  const kinds = { risky: 'riskyFile', disguised: 'disguisedFile' } as const;
  const text = danger.kind === 'strange' ? words.term('strangeFile') : words.term(kinds[danger.kind], `.${danger.extension}`);
  return html`<p part="warning" class="warning">${warningIcon}<span>${text}</span></p>`;
}

const going = ['waiting', 'running', 'paused'];

function bar({ group, words }: FileView): TemplateResult | typeof nothing {
  if (!going.includes(group.phase)) return nothing;
  const { transferred, size } = progressOf(group);
  return html`<progress part="progress" aria-label=${words.term('fileProgress', shownFileName(group.first.name))} max=${Math.max(1, size)} value=${transferred}></progress>`;
}

/** What is small, and always in the same place. */
function tools(view: FileView): TemplateResult {
  const { group, words, acts } = view;
  const isGoing = going.includes(group.phase);
  const over = isGroupOver(group);
  const isPaused = group.all.some(({ phase, pausedBy }) => phase === 'paused' && pausedBy.includes('here'));
  const isOffered = group.phase === 'offered' && group.first.direction === 'in';
  const about = nameId(group);
  const toggle = html`<button
    type="button"
    part="pause-button"
    class="tool"
    aria-label=${words.term(isPaused ? 'resumeFile' : 'pauseFile')}
    title=${words.term(isPaused ? 'resumeFile' : 'pauseFile')}
    aria-describedby=${about}
    @click=${() => (isPaused ? acts.resume(group) : acts.pause(group))}
  >
    ${isPaused ? resumeIcon : pauseIcon}
  </button>`;
  const end = html`<button
    type="button"
    part=${over ? 'dismiss-button' : 'cancel-button'}
    class="tool"
    aria-label=${words.term(over ? 'dismiss' : 'stopFile')}
    title=${words.term(over ? 'dismiss' : 'stopFile')}
    aria-describedby=${about}
    @click=${() => (over ? acts.dismiss(group) : acts.cancel(group))}
  >
    ${closeIcon}
  </button>`;
  return html`${isGoing ? toggle : nothing} ${isOffered ? nothing : end}`;
}

/** What somebody has to choose between. */
function choices(view: FileView): TemplateResult | typeof nothing {
  const { group, words, acts, isPreviewOpen } = view;
  const { first, phase } = group;
  if (first.direction === 'out') return nothing;
  const about = nameId(group);
  const button = (part: string, kind: string, label: string, act: (group: FileGroup) => void, expanded?: boolean) =>
    html`<button type="button" part=${part} class=${kind} aria-describedby=${about} aria-expanded=${expanded ?? nothing} @click=${() => act(group)}>${label}</button>`;
  if (phase === 'offered') {
    return html`<div class="choices">
      ${button('accept-button', 'primary', words.term('acceptFile'), acts.accept)} ${button('decline-button', 'secondary', words.term('declineFile'), acts.cancel)}
    </div>`;
  }
  if (phase !== 'done') return nothing;
  const isTab = first.type === 'application/pdf';
  return html`<div class="choices">
    ${button('save-button', 'primary', words.term('saveFile'), acts.save)}
    ${isPreviewOpen === undefined ? nothing : button('preview-button', 'secondary', words.term('previewFile'), acts.preview, isTab ? undefined : isPreviewOpen)}
  </div>`;
}

function hasDigest({ first, phase }: FileGroup): boolean {
  return phase === 'done' && first.digest !== '';
}

/** That it is whole; for whoever wants to compare, by what. */
function digest({ group, words, acts }: FileView): TemplateResult | typeof nothing {
  const done = group.all.find(({ digest }) => digest !== '');
  if (!hasDigest(group) || !done) return nothing;
  return html`<details part="digest" class="digest">
    <summary>${verifiedIcon}<span>${words.term(done.direction === 'in' ? 'fileVerified' : 'fileSent')}</span></summary>
    <div class="sum">
      <span class="sum-name">SHA-256</span>
      <code dir="ltr">${done.digest}</code>
      <button type="button" part="copy-button" class="link" aria-describedby=${nameId(group)} @click=${() => acts.copyDigest(group)}>${words.term('copyDigest')}</button>
    </div>
  </details>`;
}

/** Whom it goes to, where there are several. */
function recipients({ group: { all }, words }: FileView): TemplateResult | typeof nothing {
  if (all.length < 2) return nothing;
  return html`<ul role="list" class="recipients">
    ${all.map(
      (each) => html`<li part="recipient" class="recipient">
        <bdi class="who">${peerNameOf(each, words)}</bdi><span class=${each.phase === 'failed' ? 'problem' : isOver(each) ? 'done' : ''}>${stepOf(each, words)}</span>
      </li>`,
    )}
  </ul>`;
}

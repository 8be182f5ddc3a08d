import { RtcError } from './errors.ts';
import { RtcEvent } from './event-kinds.ts';

export const layouts = ['auto', 'grid', 'speaker', 'strip'] as const;
export type Layout = (typeof layouts)[number];

/** What opens beside the tiles. */
const panels = ['chat', 'people', 'settings', 'shortcuts'] as const;
export type PanelName = (typeof panels)[number];

/** How this page shows a call; nobody else learns of it. */
export interface CallView {
  readonly layout: Layout;
  /** What is to be large: the id of a participant, or with `/screen` after it, what they share. Empty: nothing. */
  readonly pinned: string;
  /** One is not shown to oneself while others are in the call; they still see one. */
  readonly hideSelf: boolean;
  /** One's own camera is shown as in a mirror. */
  readonly mirror: boolean;
  /** Which panel is open; empty: none. */
  readonly panel: PanelName | '';
  readonly fullscreen: boolean;
  /** A small window above all others shows the call. */
  readonly pictureInPicture: boolean;
}

export const initialView: CallView = {
  layout: 'auto',
  pinned: '',
  hideSelf: false,
  mirror: true,
  panel: '',
  fullscreen: false,
  pictureInPicture: false,
};

/** What needs a gesture, and a place on the screen that only the browser has. */
export interface CallDisplay {
  /** @throws RtcError `unsupported-browser`; `denied` where the browser wants a gesture, or the frame is not allowed it. */
  setFullscreen(on: boolean): Promise<void>;
  /** @throws RtcError as {@link setFullscreen}. */
  setPictureInPicture(on: boolean): Promise<void>;
}

export class RtcViewChangedEvent extends RtcEvent {
  readonly view: CallView;
  /** The fields that changed, with their new values. */
  readonly changes: Partial<CallView>;
  constructor(view: CallView, changes: Partial<CallView>) {
    super('rtc-view-changed');
    this.view = view;
    this.changes = changes;
  }
}

/** The name of a layout, as a page gives it. @throws RtcError `bad-attribute`. */
export function layoutNamed(name: string): Layout {
  return oneOf('layout', layouts, name || 'auto');
}

/** The name of a panel, as a page gives it; empty: none. @throws RtcError `bad-attribute`. */
export function panelNamed(name: string): PanelName | '' {
  return name && oneOf('panel', panels, name);
}

function oneOf<Name extends string>(attribute: string, names: readonly Name[], name: string): Name {
  const found = names.find((each) => each === name);
  if (found) return found;
  throw new RtcError('bad-attribute', `${attribute}="${name}" is not ${names.join(', ')}`);
}

declare global {
  interface HTMLElementEventMap {
    'rtc-view-changed': RtcViewChangedEvent;
  }
}

import type { ReactiveControllerHost } from 'lit';
import type { SupportStatus } from '../support-status.ts';

/** What a page asks for, and what the button knows. `null` is the same as nothing, since frameworks set it. */
export interface SupportHost extends ReactiveControllerHost, HTMLElement {
  readonly desk: string | null;
  readonly deskKey: string | null;
  readonly server: string | null;
  readonly mode: string | null;
  readonly topic: string | null;
  readonly offlineUrl: string | null;
  readonly prechat: string | null;
  readonly context: string | null;
  readonly visitorName: string | null;
  readonly standby: boolean;
  readonly persist: boolean;
  readonly status: SupportStatus;
  /** When it opens again, while it is closed. */
  readonly opensAt: Date | null;
  /** With the name of a setting: as if that had changed. */
  requestUpdate(name?: PropertyKey): void;
}

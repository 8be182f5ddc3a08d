import { addEnglish } from '../../../ui/localizer.ts';
import type { SupportStatus } from '../support-status.ts';

/** What is read before the panel is there. */
const en = {
  talkToUs: 'Talk to us',
  inCall: 'In a call',
  backToCall: 'Back to the call',
  deskOnline: 'Online',
  deskBusy: 'In calls',
  deskAway: 'Away',
  deskClosed: 'Closed',
  deskOffline: 'Offline',
};

addEnglish(en);

export type LauncherWords = typeof en;

export const statusWords = {
  online: 'deskOnline',
  busy: 'deskBusy',
  away: 'deskAway',
  closed: 'deskClosed',
  offline: 'deskOffline',
} as const satisfies Record<SupportStatus, keyof LauncherWords>;

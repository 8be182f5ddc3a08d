import { RtcError } from '../../../core/errors.ts';
import type { DeskName } from '../desk-name.ts';
import { isDeskKey } from '../desk-name.ts';
import { longestContext, type Mode, modes, type SupportRequest } from '../letters.ts';
import { withoutSecrets } from '../../../ui/server-address.ts';
import type { SupportHost } from './support-host.ts';

/** @throws RtcError `bad-attribute`. */
export function deskOf({ desk, deskKey }: SupportHost): DeskName {
  const key = deskKey ?? '';
  if (key && !isDeskKey(key)) throw new RtcError('bad-attribute', 'desk-key is not what `rtc-elements desk-key` prints: 43 characters');
  if (!key && !desk?.trim()) throw new RtcError('bad-attribute', 'desk is missing: <rtc-support desk="…" desk-key="…">');
  return { label: desk?.trim() ?? '', key };
}

/** @throws RtcError `bad-attribute`. */
export function modeOf({ mode }: SupportHost): Mode {
  const wanted = mode || 'video';
  if (!modes.includes(wanted as Mode)) throw new RtcError('bad-attribute', `mode="${wanted.slice(0, 20)}" is not video, audio or chat`);
  return wanted as Mode;
}

/**
 * What the agent will see of a visitor.
 * @throws RtcError `bad-attribute`.
 */
export function requestOf(host: SupportHost, values: Readonly<Record<string, string>>): SupportRequest {
  const { name = host.visitorName ?? '', topic = host.topic ?? '', ...fields } = values;
  return {
    mode: modeOf(host),
    topic: (topic || (host.topic ?? '')).slice(0, 200),
    name: (name || (host.visitorName ?? '')).slice(0, 200),
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
    page: pageAddress(),
    title: document.title.slice(0, 300),
    context: contextOf(host),
  };
}

/** Without query and fragment: there may be secrets in them. */
export function pageAddress(): string {
  return withoutSecrets(location.href).slice(0, 2048);
}

function contextOf({ context }: SupportHost): string {
  if (!context) return '';
  try {
    const text = JSON.stringify(JSON.parse(context));
    if (text.length <= longestContext) return text;
  } catch {
    // Said below.
  }
  throw new RtcError('bad-attribute', `context is not JSON of at most ${longestContext} characters`);
}

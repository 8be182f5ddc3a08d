import { RtcError } from '../../../core/errors.ts';
import type { DeskName } from '../desk-name.ts';
import { isDeskKey } from '../desk-name.ts';
import { longestContext, type Mode, modes, type SupportRequest } from '../letters.ts';
import { parsePrechat, type PrechatField } from '../prechat.ts';
import { withoutSecrets } from '../../../ui/server-address.ts';
import type { SupportHost } from './support-host.ts';

/** @throws RtcError `bad-attribute`. */
export function deskOf({ desk, deskKey }: SupportHost): DeskName {
  const key = deskKey ?? '';
  if (key && !isDeskKey(key)) throw new RtcError('bad-attribute', 'desk-key is not what `rtc-elements desk-key` prints: 43 characters');
  if (!key && !desk?.trim()) throw new RtcError('bad-attribute', 'desk is missing: <rtc-support desk="…" desk-key="…">');
  return { label: desk?.trim() ?? '', key };
}

/** What is wrong with it is said when a call is started. */
export function modeOf({ mode }: SupportHost): Mode {
  return modes.find((each) => each === mode) ?? 'video';
}

/** What is wrong with them is said when a call is started. */
export function fieldsOf({ prechat }: SupportHost): readonly PrechatField[] {
  try {
    return parsePrechat(prechat ?? '');
  } catch {
    return [];
  }
}

/**
 * What the agent will see of a visitor, as long as the page asks for it in the right way.
 * @throws RtcError `bad-attribute`.
 */
export function requestOf(host: SupportHost, values: Readonly<Record<string, string>>): SupportRequest {
  parsePrechat(host.prechat ?? '');
  const { name = host.visitorName ?? '', topic = host.topic ?? '', ...fields } = values;
  return {
    mode: wantedMode(host),
    topic: (topic || (host.topic ?? '')).slice(0, 200),
    name: (name || (host.visitorName ?? '')).slice(0, 200),
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
    page: pageAddress(),
    title: document.title.slice(0, 300),
    context: contextOf(host),
  };
}

function wantedMode(host: SupportHost): Mode {
  const { mode } = host;
  if (mode && mode !== modeOf(host)) throw new RtcError('bad-attribute', `mode="${mode.slice(0, 20)}" is not video, audio or chat`);
  return modeOf(host);
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

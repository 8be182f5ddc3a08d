import { after, childController } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import type { WaitingForm } from './offline-shelf.ts';

/** What became of an attempt to deliver a form. */
export type Outcome =
  | { is: 'delivered' }
  | { is: 'refused'; error: RtcError }
  /** `pause`: the milliseconds for which the server wants to be left alone. `forAll`: the next form would fare no better. */
  | { is: 'kept'; pause: number; forAll: boolean };

/** Milliseconds. */
const patience = 15_000;
const longestPause = 3_600_000;

/** Posts a form to `url`, once. Never rejects. */
export async function postForm(url: string, { id, sentAt, form }: WaitingForm, signal: AbortSignal): Promise<Outcome> {
  const attempt = childController(signal);
  after(patience, attempt.signal, () => attempt.abort());
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...form, id, sentAt: new Date(sentAt).toISOString() }),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    signal: attempt.signal,
  }).catch(() => undefined);
  // Nobody reads the body.
  attempt.abort();
  return answer ? outcomeOf(answer) : { is: 'kept', pause: 0, forAll: true };
}

function outcomeOf({ ok, status, headers }: Response): Outcome {
  if (ok) return { is: 'delivered' };
  const tooEarly = [408, 425, 429].includes(status);
  if (status >= 400 && status < 500 && !tooEarly) {
    const code = status === 401 || status === 403 ? 'denied' : 'bad-message';
    return { is: 'refused', error: new RtcError(code, `The server refused the form: HTTP ${status}`) };
  }
  const pause = pauseOf(headers.get('retry-after') ?? '');
  // A form may break the server each time, and must not hold up those behind it.
  return { is: 'kept', pause, forAll: tooEarly || pause > 0 };
}

/** Milliseconds, at most an hour; from seconds or a date (RFC 9110 §10.2.3). */
function pauseOf(retryAfter: string): number {
  const milliseconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Math.min(Math.max(milliseconds || 0, 0), longestPause);
}

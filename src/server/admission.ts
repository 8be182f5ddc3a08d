import type { IncomingMessage } from 'node:http';
import type { VerifyClientCallbackAsync } from 'ws';
import { isPeerId, isToken } from './peer-names.ts';

/** Why a socket or a stream is not opened; `status` is the HTTP status of the answer. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

/** One reason to refuse. Rules see the request before a WebSocket exists. */
export type AdmissionRule = (request: IncomingMessage) => Refusal | undefined;

/** Asks every rule in turn; the first refusal is the answer. */
export function allOf(rules: readonly AdmissionRule[]): AdmissionRule {
  return (request) => {
    for (const rule of rules) {
      const refusal = rule(request);
      if (refusal) return refusal;
    }
    return undefined;
  };
}

/** All of the rules, for the `verifyClient` option of `ws`. */
export function admission(rules: readonly AdmissionRule[]): VerifyClientCallbackAsync {
  const refuse = allOf(rules);
  return ({ req }, answer) => {
    const refusal = refuse(req);
    if (refusal) answer(false, refusal.status, refusal.reason);
    else answer(true);
  };
}

/** 403 unless the page's origin is in the list; everybody is welcome when there is no list. */
export function fromAllowedOrigin(allowed: readonly string[] | undefined): AdmissionRule {
  return ({ headers: { origin } }) =>
    !allowed || (origin !== undefined && allowed.includes(origin))
      ? undefined
      : { status: 403, reason: 'This origin may not use this server' };
}

/** Refuses nobody; says once that a proxy seems to be in front, behind which everybody is one address. */
export function noticingProxies(log: (line: string) => void): AdmissionRule {
  let isNoticed = false;
  return ({ headers }) => {
    if (!isNoticed && headers['x-forwarded-for'] !== undefined) {
      isNoticed = true;
      log('signalling: X-Forwarded-For without --trust-proxy: everybody behind a proxy counts as one address');
    }
    return undefined;
  };
}

/** 400 unless id, token and key are what a PeerJS client sends. */
export const withSaneParameters: AdmissionRule = ({ url = '' }) => {
  // Read exactly as `peer` reads them: of a parameter given twice, the last one counts.
  const { id, token, key } = Object.fromEntries(new URL(url, 'ws://peer').searchParams);
  return isPeerId(id) && isToken(token) && isToken(key)
    ? undefined
    : { status: 400, reason: 'id, token and key are needed: letters, digits, - and _, at most 64' };
};

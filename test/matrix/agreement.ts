import type { Participant } from '../../src/core/call-state.ts';

/** What one page of several shows, and kept account of. */
export interface Look {
  readonly localId: string | null;
  readonly phase: string;
  readonly participants: readonly Pick<Participant, 'id' | 'name' | 'isLocal' | 'microphone' | 'camera' | 'connection'>[];
  /** How many of its connections are up. */
  readonly links: number;
  /** For each of the others, the numbers that were sent to them. */
  readonly sent: Readonly<Record<string, readonly number[]>>;
  /** For each of the others, the numbers that came from them. */
  readonly received: Readonly<Record<string, readonly number[]>>;
  /** For each of the others with a picture, how many frames of it were decoded. */
  readonly frames: Readonly<Record<string, number>>;
  /** When this page was told that somebody is lost, by `Date.now()`. */
  readonly lost: readonly { readonly id: string; readonly at: number }[];
}

/** Everything that is not as it has to be once it has been quiet for a while; empty when all is well. */
export function disagreements(looks: readonly Look[]): string[] {
  return looks.flatMap((one) => {
    const others = looks.filter((other) => other !== one);
    return [...standing(one, others), ...others.flatMap((other) => [...knowledge(one, other), ...messages(one, other)])];
  });
}

/** By name, then what is wrong. */
function standing(one: Look, others: readonly Look[]): string[] {
  const name = nameOf(one);
  const strangers = one.participants.filter(({ id, isLocal }) => !isLocal && !others.some(({ localId }) => localId === id));
  const faults = strangers.filter(({ connection }) => connection === 'live').map((stranger) => `${name} thinks ${stranger.name} is there, who is not`);
  if (one.phase !== 'live') faults.push(`${name} is ${one.phase}`);
  // Whoever vanished without a word may still be linked for a while.
  if (one.links < others.length || one.links > others.length + strangers.length) faults.push(`${name} has ${one.links} links to ${others.length} others`);
  return faults;
}

function knowledge(one: Look, other: Look): string[] {
  const known = one.participants.find(({ id }) => id === other.localId);
  const own = selfOf(other);
  const names = `${nameOf(one)} of ${nameOf(other)}`;
  if (!known || !own) return [`${names}: unknown`];
  const faults = known.connection === 'live' ? [] : [`${names}: ${known.connection}`];
  for (const what of ['name', 'microphone', 'camera'] as const) {
    if (known[what] !== own[what]) faults.push(`${names}: ${what} ${known[what]}, not ${own[what]}`);
  }
  return faults;
}

/** Once each, in order. */
function messages(one: Look, other: Look): string[] {
  const { missing, repeated, disordered } = messageErrors(one, other);
  if (missing + repeated + disordered === 0) return [];
  return [`${nameOf(one)} from ${nameOf(other)}: ${missing} missing, ${repeated} repeated, ${disordered} out of order`];
}

/** What is wrong with what one received from another. */
export function messageErrors(one: Look, other: Look): { sent: number; missing: number; repeated: number; disordered: number } {
  const sent = other.sent[one.localId ?? ''] ?? [];
  const received = one.received[other.localId ?? ''] ?? [];
  const arrived = new Set(received);
  return {
    sent: sent.length,
    missing: sent.filter((number) => !arrived.has(number)).length,
    repeated: received.length - arrived.size,
    disordered: received.filter((number, index) => number < (received[index - 1] ?? -1)).length,
  };
}

/** The pictures of one that have not gone on at another since they were last looked at. */
export function standingPictures(before: readonly Look[], now: readonly Look[]): string[] {
  return now.flatMap((one, index) => {
    const shown = now.filter((other) => other !== one && selfOf(other)?.camera === 'on');
    const stands = ({ localId }: Look) => !((one.frames[localId ?? ''] ?? 0) > (before[index]?.frames[localId ?? ''] ?? 0));
    return shown.filter(stands).map((other) => `${nameOf(one)} sees no moving picture of ${nameOf(other)}`);
  });
}

function selfOf({ participants }: Look): Look['participants'][number] | undefined {
  return participants.find(({ isLocal }) => isLocal);
}

function nameOf(look: Look): string {
  return selfOf(look)?.name ?? 'somebody who is not in the call';
}

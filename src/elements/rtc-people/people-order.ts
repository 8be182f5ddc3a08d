import type { Participant } from '../../core/call-state.ts';

/** Oneself first, then whoever wants to speak, then the others; each by name. */
export function inOrder(participants: readonly Participant[]): readonly Participant[] {
  return [...participants].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

/** Whether a name has these letters in it, large or small, with accents or without. */
export function isNamed(name: string, letters: string): boolean {
  return plain(name).includes(plain(letters));
}

function rank({ isLocal, hand }: Participant): number {
  if (isLocal) return 0;
  return hand ? 1 : 2;
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/gu, ' ').trim().toUpperCase();
}

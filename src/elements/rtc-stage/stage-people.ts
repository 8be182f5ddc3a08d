import type { CallState, Participant } from '../../core/call-state.ts';

/** What of somebody matters to where tiles are. */
export type Person = Pick<Participant, 'id' | 'name' | 'isLocal' | 'speaking'>;

/** Who has the word: until somebody else speaks, whoever spoke before. */
export function whoSpoke(before: string, people: readonly Person[]): string {
  const speaking = people.filter((person) => person.speaking && !person.isLocal).map(({ id }) => id);
  return speaking.includes(before) ? before : (speaking[0] ?? before);
}

export function peopleOf({ participants }: CallState): readonly Person[] {
  return participants;
}

export function areSame(before: readonly Person[], now: readonly Person[]): boolean {
  const isSame = (a: Person, b: Person | undefined) => a.id === b?.id && a.name === b.name && a.isLocal === b.isLocal && a.speaking === b.speaking;
  return before === now || (before.length === now.length && before.every((person, index) => isSame(person, now[index])));
}

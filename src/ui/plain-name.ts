/** What turns the direction of text round (Unicode, UAX 9): in a name it could make others of what stands beside it. */
const turning = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** A name as it is shown: on one line, and in its own direction. */
export function plainName(name: string): string {
  return name.replaceAll(turning, '').replaceAll(/\s+/gu, ' ').trim();
}

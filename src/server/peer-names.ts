const LONGEST_NAME = 64;
/** Leaves room for a dash and a number. */
const LONGEST_FAMILY = 60;

// The pattern of PeerJS's own validateId: an id outside it cannot be claimed by a stock client.
const ID = /^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/;
const FAMILY = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;
// Tokens and keys are never shown to another peer; base64url may begin or end with a dash.
const SECRET = /^[\w-]+$/;

/** Whether `value` can be a peer's id: PeerJS's characters, at most 64 of them. */
export function isPeerId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_NAME && ID.test(value);
}

/** Whether `value` can be what the numbered ids of one desk have in common: letters, digits and single dashes, at most 60. */
export function isFamily(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_FAMILY && FAMILY.test(value);
}

/** Whether `value` can be the token or the key of a socket: letters, digits, `-` and `_`, at most 64 of them. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_NAME && SECRET.test(value);
}

import * as v from 'valibot';
import { type CallState, isInCall, participantOf, type Profile } from './call-state.ts';
import { parser } from './parser.ts';

const profile = v.strictObject({ name: v.string(), avatar: v.string() });

/** What the next page has to know of a call to go on with it. An older version of this library may have written it. */
const ticket = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  joinedAt: v.number(),
  profile,
  /** What the page itself said of that. */
  told: profile,
  /** What was on. */
  wishes: v.strictObject({ microphone: v.boolean(), camera: v.boolean() }),
  devices: v.strictObject({ microphone: v.string(), camera: v.string(), speaker: v.string() }),
  /** Room and key of a shared link, as its fragment has them: the next page's address has none. */
  link: v.string(),
});
export type CallTicket = v.InferOutput<typeof ticket>;

export const parseCallTicket = parser(ticket);

/** Undefined outside a call. */
export function callTicketOf(state: CallState, { told, link }: Pick<CallTicket, 'told' | 'link'>): CallTicket | undefined {
  const { localId, profile, wishes, devices } = state;
  const local = localId === undefined ? undefined : participantOf(state, localId);
  if (!isInCall(state) || !local) return undefined;
  const { name, avatar } = profile;
  return { id: local.id, joinedAt: local.joinedAt, profile: { name, avatar }, told, wishes, devices, link };
}

/** Who one is on a page that says this itself: what is new of it counts, else what one was called on the page before, as it may have been typed there. */
export function profileOn(page: Profile, { profile, told }: CallTicket): Profile {
  const either = (what: keyof Profile) => (page[what] && page[what] !== told[what] ? page[what] : profile[what]);
  return { name: either('name'), avatar: either('avatar') };
}

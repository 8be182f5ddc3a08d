import * as v from 'valibot';
import { parser } from '../../../core/parser.ts';

const text = v.string();
const request = v.strictObject({
  mode: v.picklist(['video', 'audio', 'chat']),
  topic: text,
  name: text,
  fields: v.record(text, text),
  page: text,
  title: text,
  context: text,
});

/** What the next page has to know of a visit to go on with it. An older version of this library may have written it. */
const ticket = v.strictObject({
  visit: v.strictObject({
    end: v.strictObject({ publicKey: text, privateKey: text }),
    request,
    since: v.number(),
    room: text,
    agent: v.nullable(v.strictObject({ id: text, name: text })),
  }),
  values: v.record(text, text),
  /** When the agent was in the call, in milliseconds since the epoch; 0 before. */
  metAt: v.number(),
  /** The panel was open. */
  open: v.boolean(),
});
export type VisitTicket = v.InferOutput<typeof ticket>;

export const parseVisitTicket = parser(ticket);

import { sources } from '../../../src/core/transport.ts';
import type { Attendee, MeshModel } from './mesh-model.ts';
import type { ModelPerson } from './model-person.ts';

/** Milliseconds. */
const attempting = 5500;

/** Everything that is not as it has to be once it has been quiet for a while; empty when all is well. */
export function disagreements(model: MeshModel): string[] {
  const { present } = model;
  const each = present.flatMap((one) => [
    ...(one.person.room ? [] : [`${one.person.name} has not entered`]),
    ...others(present, one).flatMap((other) => misunderstandings(one.person, other.person)),
    ...strangers(model, one),
  ]);
  const pairs = present.flatMap((one, index) => present.slice(index + 1).flatMap((other) => links(model, one, other)));
  return [...model.faults, ...each, ...pairs, ...leftovers(model)];
}

function others(present: readonly Attendee[], one: Attendee): Attendee[] {
  return present.filter((other) => other !== one);
}

/** What one does not know of another who is there, or did not hear. */
export function misunderstandings(one: ModelPerson, other: ModelPerson): string[] {
  return [...knowledge(one, other), ...messages(one, other)];
}

function knowledge(one: ModelPerson, other: ModelPerson): string[] {
  const known = one.listener.known.get(other.id);
  if (!known) return [`${one.name} does not know ${other.name}`];
  const faults = [];
  if (known.link !== 'live') faults.push(`${one.name} thinks the link to ${other.name} is ${known.link}`);
  if (known.attributes['name'] !== other.attributes['name']) faults.push(`${one.name} knows ${other.name} as ${known.attributes['name']}`);
  const [sees, should] = [[...known.on].sort().join(), [...other.published.keys()].sort().join()];
  if (sees !== should) faults.push(`${one.name} sees “${sees}” of ${other.name}, not “${should}”`);
  return faults;
}

/** Once each, in order. */
function messages(one: ModelPerson, other: ModelPerson): string[] {
  const [sent, heard] = [other.sent.get(one.id) ?? [], one.listener.heard.get(other.id) ?? []];
  if (sent.join('\n') === heard.join('\n')) return [];
  const missing = sent.filter((text) => !heard.includes(text));
  return [`${one.name} heard ${heard.length} of ${sent.length} from ${other.name}, missing: ${missing.slice(0, 3).join('; ')}`];
}

/** Somebody who said goodbye is known to nobody; whoever vanished may be, as silent. */
function strangers({ former, now }: MeshModel, { person }: Attendee): string[] {
  return [...person.listener.known].flatMap(([id, { link }]) => {
    const gone = former.find((each) => each.person.id === id);
    if (!gone) return [];
    if (gone.saidGoodbye) return [`${person.name} still knows ${gone.person.name}, who said goodbye`];
    return link === 'live' && now - gone.leftAt > 15_000 ? [`${person.name} thinks ${gone.person.name} is there, who vanished`] : [];
  });
}

/** One connection on either side, with each other, that carries what is published. */
function links({ connections, now }: MeshModel, a: Attendee, b: Attendee): string[] {
  const between = (one: Attendee, other: Attendee) =>
    connections.filter(({ page, isClosed, peerPage, connectionState, madeAt }) => {
      const isAttempt = connectionState !== 'connected' && now - madeAt < attempting;
      return page === one.page && peerPage === other.page && !isClosed && !isAttempt;
    });
  const [ofA, ofB] = [between(a, b), between(b, a)];
  const names = `${a.person.name} and ${b.person.name}`;
  const [one, other] = [ofA[0], ofB[0]];
  if (ofA.length !== 1 || ofB.length !== 1 || one?.remote !== other) return [`${names} have ${ofA.length} and ${ofB.length} connections`];
  if (one?.connectionState !== 'connected' || other?.connectionState !== 'connected') return [`${names} are not connected`];
  return [[a, one], [b, other]].flatMap(([attendee, connection]) => {
    const { published, name } = (attendee as Attendee).person;
    return sources.flatMap((source, index) => {
      const sending = (connection as typeof one)?.getTransceivers()[index]?.sender.track ?? undefined;
      return sending === published.get(source)?.track ? [] : [`${name} sends something else as ${source} on the link of ${names}`];
    });
  });
}

/** Connections that lead to nobody who is there. */
function leftovers({ connections, present, former, now }: MeshModel): string[] {
  const pages = present.map(({ page }) => page);
  return connections.flatMap(({ page, peerPage, isClosed, id, madeAt }) => {
    // A dial that nobody may answer is given up after four seconds, called after five.
    if (isClosed || page.state === 'gone' || now - madeAt < attempting) return [];
    const owner = [...present, ...former].find((each) => each.page === page);
    if (!pages.includes(page)) return now - (owner?.leftAt ?? 0) > 5000 ? [`${owner?.person.name} left and kept ${id}`] : [];
    if (!peerPage) return [`${owner?.person.name} has ${id}, which leads nowhere`];
    const gone = former.find((each) => each.page === peerPage);
    return gone && (gone.saidGoodbye || now - gone.leftAt > 30_000) ? [`${owner?.person.name} keeps ${id} to ${gone.person.name}, who is gone`] : [];
  });
}

import { after, onAbort } from '../../core/abort.ts';
import type { CallSession } from '../../core/call-session.ts';
import { RtcError } from '../../core/errors.ts';
import type { ParticipantId } from '../../core/transport.ts';
import { type Answer, answers, type Question, questions } from './request-wire.ts';

export interface RequestOptions {
  /** Who is asked. Default: everybody else in the call; whoever answers first is heard. */
  readonly to?: readonly ParticipantId[];
  /** Milliseconds to wait for an answer. Default 10,000. */
  readonly timeout?: number;
  /** Ends the waiting; the promise rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** What it returns is the answer; `undefined` arrives as `null`. Of what it throws, the asker learns the message. */
export type Responder = (data: unknown, from: ParticipantId) => unknown;

/** Of one asker, so many are answered at the same time: what may come at once, and in a second after. */
const mostAtOnce = 200;

export async function ask(session: CallSession, topic: string, data: unknown, { to, timeout = 10_000, signal }: RequestOptions): Promise<unknown> {
  signal?.throwIfAborted();
  // Answers to the page before, of somebody who moved here, are answers to nothing.
  const [id = 0] = crypto.getRandomValues(new Uint32Array(1));
  const asked = new Set(to ?? othersIn(session));
  const isNobodyThere = asked.size === 0;
  const end = new AbortController();
  const answered = new Promise<unknown>((resolve, reject) => {
    const refused = (from: ParticipantId, error: RtcError) => {
      asked.delete(from);
      if (asked.size === 0) reject(error);
    };
    const heard = (answer: Answer, from: ParticipantId) => {
      if (answer.id !== id || !asked.has(from)) return;
      if ('error' in answer) refused(from, answer.error);
      else resolve(answer.data);
    };
    session.topic('answer', answers).listen(heard, end.signal);
    const look = () => {
      const others = new Set(othersIn(session));
      if (session.store.state.localId === undefined) reject(new RtcError('connection-lost', 'Not in a call any more'));
      for (const each of asked) if (!others.has(each)) refused(each, new RtcError('peer-unreachable', `${each} left before answering`));
    };
    session.store.watch(look, end.signal);
    after(timeout, end.signal, () => reject(new RtcError('peer-unreachable', `No answer on ${topic} within ${timeout} ms`)));
    if (signal) onAbort(signal, () => reject(signal.reason as Error));
  });
  // Whoever waits for it does so later.
  answered.catch(() => undefined);
  try {
    await session.topic('request', questions).send({ id, topic, data }, { to: [...asked] });
    if (isNobodyThere) throw new RtcError('peer-unreachable', 'Nobody else is in the call');
    return await answered;
  } finally {
    end.abort();
  }
}

export function answer(session: CallSession, topic: string, responder: Responder, signal: AbortSignal): void {
  const busy = new Map<ParticipantId, number>();
  const asked = async (question: Question, from: ParticipantId) => {
    if (question.topic !== topic) return;
    const count = busy.get(from) ?? 0;
    if (count >= mostAtOnce) return;
    busy.set(from, count + 1);
    const reply = await replyTo(question, from, responder);
    const left = (busy.get(from) ?? 1) - 1;
    if (left > 0) busy.set(from, left);
    else busy.delete(from);
    if (!signal.aborted) await say(session, reply, from);
  };
  session.topic('request', questions).listen((question, from) => void asked(question, from), signal);
}

async function replyTo({ id, topic, data }: Question, from: ParticipantId, responder: Responder): Promise<Answer> {
  try {
    return { id, topic, data: (await responder(data, from)) ?? null };
  } catch (thrown) {
    return { id, topic, error: RtcError.from(thrown) };
  }
}

async function say(session: CallSession, reply: Answer, to: ParticipantId): Promise<void> {
  const line = session.topic('answer', answers);
  try {
    await line.send(reply, { to: [to] });
  } catch (thrown) {
    const { id, topic } = reply;
    // What cannot be sent is said; whoever has left meanwhile waits for nothing.
    const error = RtcError.from(thrown);
    if (error.code === 'bad-message' || error.code === 'too-large') await line.send({ id, topic, error }, { to: [to] }).catch(() => undefined);
  }
}

function othersIn({ store }: CallSession): ParticipantId[] {
  return store.state.participants.flatMap(({ id, isLocal }) => (isLocal ? [] : [id]));
}

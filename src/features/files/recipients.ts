import { type CallState, isInCall, type Participant } from '../../core/call-state.ts';
import { RtcError } from '../../core/errors.ts';
import type { ParticipantId } from '../../core/transport.ts';

/**
 * Those who are meant: everybody else in the call, or `to`.
 * @throws RtcError `connection-lost` outside a call; `peer-unreachable` if one of `to` is not in it, or nobody is.
 */
export function recipientsIn(state: CallState, to: readonly ParticipantId[] | undefined): readonly Participant[] {
  if (!isInCall(state)) throw new RtcError('connection-lost', 'Not in a call');
  const others = state.participants.filter(({ isLocal }) => !isLocal);
  if (others.length === 0) throw new RtcError('peer-unreachable', 'Nobody else is in the call');
  if (!to) return others;
  return to.map((id) => {
    const found = others.find((each) => each.id === id);
    if (!found) throw new RtcError('peer-unreachable', `Nobody in the call is ${id}`);
    return found;
  });
}

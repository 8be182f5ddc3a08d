import { ContextEvent } from '@lit/context';
import { callContext } from '../../src/controllers/call-context.ts';
import type { CallSession } from '../../src/core/call-session.ts';
import { type CallState, mediaKey, type Participant } from '../../src/core/call-state.ts';
import { RtcError } from '../../src/core/errors.ts';
import { newParticipant } from '../../src/core/roster.ts';
import { noKeys } from '../../src/core/shortcut-keys.ts';
import type { RtcCall } from '../../src/elements/rtc-call/rtc-call.ts';
// Behind “more”, where its code would come when that opens.
import '../../src/elements/rtc-layout-button/rtc-layout-button.ts';
import { ShownMedia } from './shown-call.ts';

/** A state of a call, and a part that is there when all of it is drawn. */
export interface Scene {
  readonly name: string;
  readonly state: (before: CallState) => Partial<CallState>;
  readonly shows: string;
  /** What went wrong in it. */
  readonly error?: RtcError;
}

/** Twenty people: everything that can be seen of somebody is seen of one of them. */
const crowd: readonly Participant[] = Array.from({ length: 20 }, (_, index) => ({
  ...newParticipant(`p${index}`, 0, {}),
  name: `Person ${index}`,
  isLocal: index === 0,
  microphone: index % 2 ? 'on' : 'off',
  camera: index % 3 ? 'on' : 'off',
  speaking: index === 4,
  hand: index === 1,
  reaction: index === 2 ? '👍' : '',
  quality: index === 3 ? 'poor' : 'good',
}));
const pictured = crowd.filter(({ camera }) => camera === 'on');
const media = new Map([...pictured.map(({ id }) => [mediaKey(id, 'camera'), new ShownMedia()] as const), [mediaKey('p0', 'microphone'), new ShownMedia('microphone')] as const]);
const live = { status: { phase: 'live' }, localId: 'p0', participants: crowd, media, microphone: 'on', keys: { ...noKeys, microphone: 'm' } } as const;
const looks = (change: Partial<CallState['view']>) => (before: CallState) => ({ ...live, view: { ...before.view, hideSelf: false, panel: '', ...change } }) as const;
const sharing = crowd.slice(0, 4).map((each) => (each.isLocal ? { ...each, screen: 'on' as const } : each));

/** Between them, every part of a call is seen that has joined, or cannot. */
export const scenes: readonly Scene[] = [
  { name: 'many, and the list of them', state: looks({ panel: 'people' }), shows: 'people-search-field' },
  { name: 'settings', state: looks({ panel: 'settings' }), shows: 'settings-meter' },
  { name: 'shortcuts', state: looks({ panel: 'shortcuts' }), shows: 'shortcuts-key' },
  { name: 'one’s own screen', state: (before) => ({ ...looks({ hideSelf: true })(before), participants: sharing, screen: 'on' as const }), shows: 'show-self' },
  { name: 'a device is gone', state: looks({}), error: new RtcError('media-ended', 'Made up'), shows: 'notice-button' },
  { name: 'failed', state: () => ({ status: { phase: 'failed', error: new RtcError('room-full', 'Made up') }, participants: [] }), shows: 'failed' },
];

/** What only a call has that nothing else is around. */
export const outerScenes: readonly Scene[] = [
  { name: 'before joining', state: () => ({ status: { phase: 'prejoin' }, microphone: 'on', wishes: { microphone: true, camera: true } }), shows: 'prejoin-device-select' },
  { name: 'left', state: () => ({ status: { phase: 'ended' }, participants: [] }), shows: 'ended' },
];

/** Whatever is inside a call may ask for its session. */
export function sessionOf(call: RtcCall): CallSession {
  let found: CallSession | undefined;
  const inside = call.shadowRoot?.querySelector('*');
  inside?.dispatchEvent(new ContextEvent(callContext, inside, (session) => (found = session), false));
  if (!found) throw new Error('The call has no session');
  return found;
}

/** Makes a call show a state that nobody has come to. */
export function play(call: RtcCall, { state, error }: Scene): void {
  const session = sessionOf(call);
  session.store.update(state(session.store.state));
  if (error) session.report(error);
}

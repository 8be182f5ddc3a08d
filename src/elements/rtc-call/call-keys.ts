import type { CallSession } from '../../core/call-session.ts';
import { isInCall } from '../../core/call-state.ts';
import { layouts, type PanelName } from '../../core/call-view.ts';
import type { ShortcutKeys, ShortcutName } from '../../core/shortcut-keys.ts';
import { listenToKeys, type Shortcut } from './shortcuts.ts';

export interface KeyHost {
  readonly call: HTMLElement;
  readonly session: CallSession;
}

/** What keys do in a call, until `signal` aborts; which ones is asked of its state. */
export function openKeys({ call, session }: KeyHost, signal: AbortSignal): void {
  const state = () => session.store.state;
  const togglePanel = (panel: PanelName) => session.look({ panel: state().view.panel === panel ? '' : panel });
  const commands: Readonly<Partial<Record<ShortcutName, () => void>>> = {
    microphone: () => session.turn('microphone', state().microphone === 'off'),
    camera: () => session.turn('camera', state().camera === 'off'),
    screen: () => session.share(state().screen === 'off'),
    hand: () => session.raiseHand(!state().participants[0]?.hand),
    chat: () => togglePanel('chat'),
    people: () => togglePanel('people'),
    settings: () => togglePanel('settings'),
    shortcuts: () => togglePanel('shortcuts'),
    layout: () => session.look({ layout: layouts[(layouts.indexOf(state().view.layout) + 1) % layouts.length] ?? 'auto' }),
    fullscreen: () => void session.display?.setFullscreen(!state().view.fullscreen).catch(() => undefined),
    pip: () => void session.display?.setPictureInPicture(!state().view.pictureInPicture).catch(() => undefined),
    leave: () => session.leave(),
  };
  const isSent = (name: ShortcutName) => !(['microphone', 'camera', 'screen'] as string[]).includes(name) || (state().sends as readonly string[]).includes(name);
  const once = (name: ShortcutName, command: () => void) => () => {
    if (!isInCall(state()) || !isSent(name)) return undefined;
    command();
    return () => undefined;
  };
  const of = (keys: ShortcutKeys): Shortcut[] => [
    { key: keys.talk, everywhere: true, press: () => talk(session) },
    ...Object.entries(commands).map(([name, command]) => ({ key: keys[name as ShortcutName], press: once(name as ShortcutName, command) })),
  ];
  listenToKeys({ call, shortcuts: () => of(state().keys).filter(({ key }) => key) }, signal);
}

/** The microphone is on while the key is held. One that is on already is left alone. */
function talk(session: CallSession): (() => void) | undefined {
  const { state } = session.store;
  if (!isInCall(state) || state.microphone !== 'off' || !state.sends.includes('microphone')) return undefined;
  session.turn('microphone', true);
  return () => session.turn('microphone', false);
}


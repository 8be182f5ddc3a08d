import { after } from '../../core/abort.ts';
import type { CallSession } from '../../core/call-session.ts';
import type { CallDisplay } from '../../core/call-view.ts';
import type { Localize } from '../../ui/localize.ts';
import type { CallNotice } from './call-notice.ts';

export interface LateCall {
  readonly host: HTMLElement;
  readonly session: CallSession;
  readonly notice: CallNotice;
  readonly words: Localize;
  /** From here on keys do something. */
  readonly keysAreHeard: () => void;
}

/** Milliseconds after somebody has come, so that pictures and sound come first. */
const unhurried = 1000;

/** What comes when somebody else is in the call, when one is, or when it is asked for, until `signal` aborts. A call does without what does not come. */
export function loadLate(call: LateCall, signal: AbortSignal): void {
  const { host, session, notice, keysAreHeard } = call;
  const once = <Module>(event: 'rtc-participant-joined' | 'rtc-joined', load: () => Promise<Module>, open: (module: Module) => void) => {
    const come = () => void load().then((module) => signal.aborted || open(module), () => undefined);
    host.addEventListener(event, () => after(unhurried, signal, come), { signal, once: true });
  };
  once('rtc-participant-joined', () => import('./call-voice.ts'), ({ openVoice }) => openVoice({ call: host, session, notice }, signal));
  once('rtc-joined', () => import('./call-keys.ts'), ({ openKeys }) => {
    openKeys({ call: host, session }, signal);
    keysAreHeard();
  });
  once('rtc-joined', () => import('./call-devices.ts'), ({ followDevices }) => followDevices({ session, notice }, signal));
  session.display = displayOf(call, signal);
}

function displayOf({ host, session, words }: LateCall, signal: AbortSignal): CallDisplay {
  let loading: Promise<CallDisplay> | undefined;
  const load = async () => {
    const { ScreenDisplay } = await import('./call-display.ts');
    return new ScreenDisplay({ host, session, words }, signal);
  };
  const display = () => (loading ??= load());
  return {
    setFullscreen: async (on) => (await display()).setFullscreen(on),
    setPictureInPicture: async (on) => (await display()).setPictureInPicture(on),
  };
}

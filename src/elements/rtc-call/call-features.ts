import { after } from '../../core/abort.ts';
import type { CallSession } from '../../core/call-session.ts';
import { keptMark } from '../../core/kept.ts';
import { features } from '../../registry.ts';

/** The control that a feature belongs to, where it is not one of its name. */
const controls: Readonly<Record<string, string>> = { files: 'chat' };

/** Milliseconds after joining, so that pictures and sound come first. */
const unhurried = 1000;

export interface CallFeatures {
  /** Something arrived that no feature in use listens to. True if one will. */
  readonly unheard: (topic: string) => boolean;
  /** From here on, calls on this session have what was kept of them. */
  readonly open: (session: CallSession, signal: AbortSignal) => void;
}

/** Features of a call come when something arrives for them, or was kept; elements of theirs bring them along anyway. `has`: whether the page wants one. */
export function callFeatures(has: (name: string) => boolean): CallFeatures {
  let use: (name: string) => boolean = () => false;
  return {
    unheard: (topic) => use(topic),
    open: (session, signal) => {
      use = (name) => {
        // Names come from others, too: `constructor` is none.
        const load = Object.hasOwn(features, name) && has(controls[name] ?? name) ? features[name] : undefined;
        // If the code does not come, the next message asks for it again.
        load?.().then((feature) => signal.aborted || session.use(feature), () => undefined);
        return load !== undefined;
      };
      let before = false;
      session.store.watch(({ localId }) => {
        const isIn = localId !== undefined;
        if (isIn && !before) after(unhurried, signal, () => keptNames().forEach(use));
        before = isIn;
      }, signal);
    },
  };
}

function keptNames(): string[] {
  try {
    return Object.keys(features).filter((name) => localStorage.getItem(keptMark(name)) !== null);
  } catch {
    // A browser that keeps nothing.
    return [];
  }
}

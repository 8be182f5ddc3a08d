import { html, type TemplateResult } from 'lit';
import type { CallSession } from '../../core/call-session.ts';
import { isInCall } from '../../core/call-state.ts';
import { VoiceWatch } from '../../media/voice/voice-watch.ts';
import type { Localize } from '../../ui/localize.ts';
import { listenToKeys, type Shortcut } from './shortcuts.ts';

export interface VoiceHost {
  readonly call: HTMLElement & { readonly noShortcuts: boolean };
  readonly session: CallSession;
  readonly words: Localize;
  /** Shows something in the line at the top of the call, if there is nothing else to show. */
  readonly hint: (content: (() => TemplateResult) | undefined) => void;
}

/** Who speaks, how loud one is, and the key to talk with, until `signal` aborts. Its code comes when somebody else is in the call. */
export function openVoice({ call, session, words, hint }: VoiceHost, signal: AbortSignal): void {
  const reminder = () => html`<span>${words.term('talkingMuted')} ${call.noShortcuts ? '' : words.term('holdSpace')}</span>
    <button class="secondary" @click=${() => session.turn('microphone', true)}>${words.term('turnOnMicrophone')}</button>`;
  let isReminded = false;
  const remind = (wanted: boolean) => {
    if (wanted === isReminded) return;
    isReminded = wanted;
    hint(wanted ? reminder : undefined);
  };
  new VoiceWatch(
    {
      store: session.store,
      muted: () => session.mutedMicrophone,
      heard: ({ speaking, speaker, level, unheard }) => {
        session.hear(speaking, speaker);
        session.loudness.update({ own: level });
        remind(unheard);
      },
    },
    signal,
  );
  listenToKeys({ call, isOff: () => call.noShortcuts, shortcuts: [pushToTalk(session)] }, signal);
}

/** The microphone is on while the space bar is held. One that is on already is left alone. */
function pushToTalk(session: CallSession): Shortcut {
  const { store } = session;
  const press = () => {
    if (!isInCall(store.state) || store.state.microphone !== 'off' || !store.state.sends.includes('microphone')) return undefined;
    session.turn('microphone', true);
    return () => session.turn('microphone', false);
  };
  return { code: 'Space', press };
}

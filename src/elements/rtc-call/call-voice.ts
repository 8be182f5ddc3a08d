import { html } from 'lit';
import type { CallSession } from '../../core/call-session.ts';
import { isInCall, participantOf } from '../../core/call-state.ts';
import { RtcSpeakerChangedEvent } from '../../core/speaker-event.ts';
import { VoiceWatch } from '../../media/voice/voice-watch.ts';
import type { Localize } from '../../ui/localize.ts';
import '../../ui/words/voice.ts';
import type { CallNotice } from './call-notice.ts';
import { listenToKeys, type Shortcut } from './shortcuts.ts';

export interface VoiceHost {
  readonly call: HTMLElement & { readonly noShortcuts: boolean };
  readonly session: CallSession;
  readonly notice: Pick<CallNotice, 'hint'>;
}

/** Who speaks, how loud one is, and the key to talk with, until `signal` aborts. Its code comes when somebody else is in the call. */
export function openVoice({ call, session, notice }: VoiceHost, signal: AbortSignal): void {
  const reminder = (words: Localize) => html`<span>${words.term('talkingMuted')} ${call.noShortcuts ? '' : words.term('holdSpace')}</span>
    <button class="secondary" @click=${() => session.turn('microphone', true)}>${words.term('turnOnMicrophone')}</button>`;
  let isReminded = false;
  const remind = (wanted: boolean) => {
    if (wanted === isReminded) return;
    isReminded = wanted;
    notice.hint(wanted ? reminder : undefined);
  };
  new VoiceWatch(
    {
      store: session.store,
      muted: () => session.mutedMicrophone,
      heard: ({ speaking, speaker, level, unheard }) => {
        const before = session.store.state.speaker;
        session.hear(speaking, speaker);
        const { state } = session.store;
        const isAnother = state.speaker !== before && isInCall(state);
        if (isAnother) call.dispatchEvent(new RtcSpeakerChangedEvent((speaker && participantOf(state, speaker)) || null));
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

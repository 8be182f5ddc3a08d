import { html } from 'lit';
import type { CallSession } from '../../core/call-session.ts';
import { isInCall, participantOf } from '../../core/call-state.ts';
import { RtcSpeakerChangedEvent } from '../../core/speaker-event.ts';
import { VoiceWatch } from '../../media/voice/voice-watch.ts';
import type { Localize } from '../../ui/localize.ts';
import '../../ui/words/voice.ts';
import type { CallNotice } from './call-notice.ts';

export interface VoiceHost {
  readonly call: HTMLElement;
  readonly session: CallSession;
  readonly notice: Pick<CallNotice, 'hint'>;
}

/** Who speaks, and how loud one is, until `signal` aborts. Its code comes when somebody else is in the call. */
export function openVoice({ call, session, notice }: VoiceHost, signal: AbortSignal): void {
  const reminder = (words: Localize) => html`<span>${words.term('talkingMuted')} ${holdToTalk(words, session.store.state.keys.talk)}</span>
    <button part="notice-button" class="secondary" @click=${() => session.turn('microphone', true)}>${words.term('turnOnMicrophone')}</button>`;
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
}

function holdToTalk(words: Localize, key: string): string {
  if (key === 'space') return words.term('holdSpace');
  return key && words.term('holdKey', key.toUpperCase());
}

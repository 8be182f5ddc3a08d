import { onAbort } from '../core/abort.ts';
import { type CallState, previewId } from '../core/call-state.ts';
import type { Store } from '../core/store.ts';
import type { Media } from '../core/transport.ts';

export interface SpeakerOptions {
  readonly store: Store<CallState>;
  /** The browser wants a gesture before it plays sound (true), or got one (false). */
  readonly blocked: (blocked: boolean) => void;
}

/** Plays what everybody else in a call says, in elements of its own that are not in the page, until `signal` aborts. */
export function playSound({ store, blocked }: SpeakerOptions, signal: AbortSignal): void {
  const playing = new Map<Media, Sound>();
  const waiting = new Set<Sound>();
  let wasBlocked = false;
  let speaker = '';

  const follow = (state: CallState) => {
    const heard = remoteSounds(state);
    for (const [media, sound] of playing) sound.element.volume = volumeOf(state, media);
    if (state.devices.speaker !== speaker) {
      speaker = state.devices.speaker;
      for (const sound of playing.values()) playOn(speaker, sound);
    }
    for (const [media, sound] of playing) if (!heard.has(media)) stop(media, sound);
    for (const media of heard) if (!playing.has(media)) playing.set(media, start(media));
  };

  const start = (media: Media): Sound => {
    const element = audioAt(volumeOf(store.state, media));
    const sound = { element, detach: media.attach(element) };
    if (speaker) playOn(speaker, sound);
    // A page that was frozen, or the browser's own media controls: a call has no pause.
    element.addEventListener('pause', () => playing.get(media) === sound && void play(sound));
    void play(sound);
    return sound;
  };

  const stop = (media: Media, sound: Sound) => {
    sound.detach();
    playing.delete(media);
    waiting.delete(sound);
    judge();
  };

  const play = async (sound: Sound) => {
    try {
      await sound.element.play();
      waiting.delete(sound);
    } catch (error) {
      // Anything else means that it was stopped before it began.
      const isWanted = [...playing.values()].includes(sound);
      if (isNotAllowed(error) && isWanted) waiting.add(sound);
    }
    judge();
  };

  const judge = () => {
    const isBlocked = waiting.size > 0;
    if (isBlocked === wasBlocked || signal.aborted) return;
    wasBlocked = isBlocked;
    blocked(isBlocked);
  };

  const playWaiting = () => waiting.forEach((sound) => void play(sound));
  for (const gesture of gestures) document.addEventListener(gesture, playWaiting, { capture: true, signal });
  store.watch(follow, signal);
  follow(store.state);
  onAbort(signal, () => playing.forEach((sound, media) => stop(media, sound)));
}

/** A speaker that is gone is the browser's to replace (W3C audio-output §3). */
function playOn(speaker: string, { element }: Sound): void {
  element.setSinkId(speaker).catch(() => undefined);
}

interface Sound {
  readonly element: HTMLAudioElement;
  readonly detach: () => void;
}

function audioAt(volume: number): HTMLAudioElement {
  const element = new Audio();
  // Between two links there may be no track at all. Firefox then pauses for good what does not play by itself.
  element.autoplay = true;
  element.volume = volume;
  return element;
}

// What gives a page the right to play sound (WHATWG HTML §6.4.1), on release and not on touch.
const gestures = ['click', 'keydown', 'pointerup'];

function remoteSounds({ media, localId = previewId }: CallState): Set<Media> {
  const remote = [...media].filter(([key]) => !key.startsWith(`${localId}/`) && !key.startsWith(`${previewId}/`));
  return new Set(remote.map(([, each]) => each).filter(({ source }) => source === 'microphone' || source === 'screen-audio'));
}

function volumeOf({ media, participants }: CallState, sound: Media): number {
  const key = [...media].find(([, each]) => each === sound)?.[0] ?? '';
  return participants.find(({ id }) => key.startsWith(`${id}/`))?.volume ?? 1;
}

function isNotAllowed(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotAllowedError';
}

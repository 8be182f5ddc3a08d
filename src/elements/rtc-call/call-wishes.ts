import type { CallSession } from '../../core/call-session.ts';
import { type CallState, initialState, type Profile } from '../../core/call-state.ts';
import { layoutNamed, panelNamed } from '../../core/call-view.ts';
import { type CaptureSource, captureSources, type SentSource, sentSources, type SoundProcessing } from '../../core/capture.ts';
import { RtcError } from '../../core/errors.ts';
import { keysFrom, noKeys } from '../../core/shortcut-keys.ts';
import type { BrowserCapture } from '../../media/capture.ts';
import { type CallSettings, processingWishes, videoWishes } from './call-options.ts';
import { recallDevices } from './remembered-devices.ts';

/** Which settings have changed. */
export type Changes = Pick<ReadonlyMap<PropertyKey, unknown>, 'has'>;

/** How a call went on elsewhere: before the page was put aside, or in the page before. */
export type Carried = Pick<CallState, 'wishes' | 'devices' | 'profile'> & Partial<Pick<CallState, 'processing'>>;

/** What this call may send. */
export function sentBy({ viewOnly, audioOnly }: CallSettings): readonly SentSource[] {
  if (viewOnly) return [];
  return audioOnly ? ['microphone'] : sentSources;
}

/** Tells a session what its page wishes: at first, and whenever that is something else. */
export class CallWishes {
  readonly session: CallSession;
  readonly #settings: CallSettings;
  readonly #capture: BrowserCapture;
  #hearsKeys = false;
  #told: Profile = initialState.profile;

  constructor(session: CallSession, settings: CallSettings, capture: BrowserCapture) {
    this.session = session;
    this.#settings = settings;
    this.#capture = capture;
  }

  /** All of it, before the first attempt. */
  read(): void {
    const { session } = this;
    session.wish('microphone', !this.#settings.muted);
    session.wish('camera', !this.#settings.cameraOff);
    if (!this.#settings.forgetDevices) recallDevices(session);
    // What is not set may have been said otherwise, by a method.
    this.#process(processingWishes(this.#settings, (name) => this.#settings[name]));
    this.#look((name) => Boolean(this.#settings[name]));
    this.tell();
  }

  /** What is another, but for what {@link tell} says. */
  follow(changes: Changes): void {
    const changed = (...names: readonly (keyof CallSettings)[]) => names.some((name) => changes.has(name));
    if (changed('muted')) this.#wish('microphone', !this.#settings.muted);
    if (changed('cameraOff')) this.#wish('camera', !this.#settings.cameraOff);
    this.#process(processingWishes(this.#settings, (name) => changes.has(name)));
    // A bad value is for the next joining to refuse; the picture goes on as it is.
    if (changed('resolution', 'frameRate')) this.#capture.settingsChanged().catch(() => undefined);
    if (changed('codecs', 'maxBitrate')) this.#lenient(() => this.session.setVideo(videoWishes(this.#settings)));
    this.#look(changed);
  }

  /** Joining looks too: `call.viewOnly = true; call.join()` comes before the element is updated. */
  tell(): void {
    const { displayName, avatar } = this.#settings;
    const profile = { name: displayName ?? '', avatar: avatar ?? '' };
    const isNew = profile.name !== this.#told.name || profile.avatar !== this.#told.avatar;
    this.#told = profile;
    // Else a name that was typed stays.
    if (isNew) void this.session.setProfile(profile);
    this.session.allow(sentBy(this.#settings));
    this.session.remember(!this.#settings.noHistory);
  }

  /** Goes on as it was in another session. */
  take({ wishes, devices, profile, processing }: Carried): void {
    const { session } = this;
    for (const source of captureSources) session.wish(source, wishes[source]);
    session.prefer(devices);
    void session.setProfile(profile);
    if (processing) this.#process(processing);
  }

  /** Before they do anything, no control says that they do. */
  hearKeys(): void {
    this.#hearsKeys = true;
    this.#lenient(() => this.#setKeys());
  }

  /** How the page wants the call to be shown, where that is new. */
  #look(isNew: (name: keyof CallSettings) => boolean): void {
    const { layout, panel, hideSelf, noMirror } = this.#settings;
    if (isNew('layout')) this.#lenient(() => this.session.look({ layout: layoutNamed(layout ?? '') }));
    if (isNew('panel')) this.#lenient(() => this.session.look({ panel: panelNamed(panel ?? '') }));
    if (isNew('shortcuts') || isNew('noShortcuts')) this.#lenient(() => this.#setKeys());
    if (isNew('hideSelf')) this.session.look({ hideSelf });
    if (isNew('noMirror')) this.session.look({ mirror: !noMirror });
  }

  #setKeys(): void {
    if (!this.#hearsKeys) return;
    const { shortcuts, noShortcuts } = this.#settings;
    this.session.setKeys(noShortcuts ? noKeys : keysFrom(shortcuts ?? ''));
  }

  /** As with the picture: what is bad is for the next joining to refuse. */
  #lenient(follow: () => void): void {
    try {
      follow();
    } catch {
      // It goes on as it is.
    }
  }

  #process(wish: Partial<SoundProcessing>): void {
    this.session.setProcessing(wish).catch((error: unknown) => this.session.report(RtcError.from(error)));
  }

  /** Before joining, an attribute opens nothing. */
  #wish(source: CaptureSource, on: boolean): void {
    const { state } = this.session.store;
    if (state.status.phase === 'prejoin' && state[source] === 'off') this.session.wish(source, on);
    else if (!on || sentBy(this.#settings).includes(source)) this.session.turn(source, on);
  }
}

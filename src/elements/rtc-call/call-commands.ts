import { type DataLimits, dataLimits } from '../../core/application-data.ts';
import { type CallPhase, errorOf, isInCall, type Participant } from '../../core/call-state.ts';
import { type CallView, layoutNamed, panelNamed } from '../../core/call-view.ts';
import type { DeviceKind, SoundProcessing } from '../../core/capture.ts';
import { RtcError } from '../../core/errors.ts';
import type { ParticipantId, RoomStats, SendOptions } from '../../core/transport.ts';
import { CallAttributes } from './call-attributes.ts';
import { CallConductor } from './call-conductor.ts';

/** What a page can read of a call, and tell it to do. */
export abstract class CallCommands extends CallAttributes {
  /** @internal */
  protected readonly conductor = new CallConductor(this, this.attachInternals());

  /** Where the call stands: `idle prejoin joining waiting live reconnecting ended failed`. */
  get phase(): CallPhase {
    return this.conductor.phase;
  }

  /** Those who have joined, the local participant first; empty outside a call. */
  get participants(): readonly Participant[] {
    return this.conductor.state.participants;
  }

  /** The id of the local participant during a call, else `null`. */
  get localId(): ParticipantId | null {
    return this.conductor.state.localId ?? null;
  }

  /**
   * What is to be done to the microphone's sound, as wished: `echoCancellation`, `noiseSuppression` and `autoGainControl` (W3C mediacapture-streams
   * §4.3.8), and `music`, which overrules them.
   */
  get processing(): SoundProcessing {
    return this.conductor.state.processing;
  }

  /** How this page shows the call: `layout`, `pinned`, `hideSelf`, `mirror`, `panel`, `fullscreen`, `pictureInPicture`. */
  get view(): CallView {
    return this.conductor.state.view;
  }

  /**
   * How much may be sent: `messageBytes` of data in one message (JSON as it is written, in UTF-8), `topicBytes` in the name of a topic,
   * `messagesPerSecond` on all topics together.
   */
  get limits(): DataLimits {
    return dataLimits;
  }

  /** What ended the call, while `phase` is `failed`. */
  get error(): RtcError | null {
    return errorOf(this.conductor.state);
  }

  /**
   * Joins. Resolves when in the call; while the server cannot be reached it keeps trying.
   * @throws RtcError `bad-attribute`, `room-full`, `wrong-passphrase`, `unsupported-browser`, `insecure-context`;
   * `denied` if the page prevented `rtc-before-join`; `connection-lost` if it was left before it was joined.
   */
  async join(): Promise<void> {
    await this.conductor.join();
  }

  /**
   * Leaves, and lets go of every device.
   * @throws RtcError `denied` if the page prevented `rtc-before-leave`.
   */
  async leave(): Promise<void> {
    this.conductor.leave();
    if (isInCall(this.conductor.state)) throw new RtcError('denied', 'The page prevented rtc-before-leave');
  }

  /**
   * Turns the microphone on or off.
   * @throws RtcError `media-denied`, `media-not-found`, `media-in-use`, `permission-policy`; `denied` in a call that is
   * `view-only`; `connection-lost` outside a call.
   */
  async setMicrophone(on: boolean): Promise<void> {
    await this.conductor.session.setMicrophone(on);
  }

  /**
   * Turns the camera on or off.
   * @throws RtcError as {@link setMicrophone}; `denied` also in a call that is `audio-only`.
   */
  async setCamera(on: boolean): Promise<void> {
    await this.conductor.session.setCamera(on);
  }

  /**
   * Shares one's screen beside the camera, or stops. The browser asks which screen, window or tab, and only in the moments after a gesture; with its
   * sound, where it has that.
   * @throws RtcError `share-cancelled` if none was chosen, `unsupported-browser`, `permission-policy`, `media-denied`, `media-in-use`;
   * `denied` if the page prevented `rtc-before-share`, or in a call that is `view-only` or `audio-only`; `connection-lost` outside a call.
   */
  async setScreenShare(on: boolean): Promise<void> {
    await this.conductor.session.setScreenShare(on);
  }

  /**
   * Raises one's hand, or lowers it: `hand` of the local participant.
   * @throws RtcError `connection-lost` outside a call.
   */
  async setHand(on: boolean): Promise<void> {
    await this.conductor.session.setHand(on);
  }

  /**
   * Shows an emoji to everybody for some seconds: `reaction` of the local participant.
   * @throws RtcError `bad-message` for anything else, `connection-lost` outside a call.
   */
  async react(emoji: string): Promise<void> {
    await this.conductor.session.react(emoji);
  }

  /**
   * Uses another device. `kind` is `microphone`, `camera` or `speaker`; `deviceId` as in W3C mediacapture-streams §9.2,
   * empty for the browser's choice. One that is off is used when it is turned on.
   * @throws RtcError as {@link setMicrophone}; `media-not-found` also where the page may not choose speakers.
   */
  async setDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    await this.conductor.session.setDevice(kind, deviceId);
  }

  /**
   * Changes some of `processing`, also of a microphone that is on. It counts until the attribute changes.
   * @throws RtcError as {@link setMicrophone}, where the browser has to open the device anew for that.
   */
  async setProcessing(processing: Partial<SoundProcessing>): Promise<void> {
    await this.conductor.session.setProcessing(processing);
  }

  /**
   * Says how loud somebody is played here, from 0 to 1: `volume` of that participant.
   * @throws RtcError `bad-attribute` for any other number, `peer-unreachable` if nobody else in the call has this id.
   */
  async setVolume(participantId: ParticipantId, volume: number): Promise<void> {
    this.conductor.session.setVolume(participantId, volume);
  }

  /**
   * Lays the tiles out in another way: `auto`, `grid`, `speaker` or `strip`.
   * @throws RtcError `bad-attribute` for anything else.
   */
  async setLayout(layout: string): Promise<void> {
    this.conductor.session.look({ layout: layoutNamed(layout) });
  }

  /** Makes somebody large, or with the source `screen` what they share, here and for nobody else. `null`: nobody any more. */
  async setPinned(participantId: ParticipantId | null, source: 'camera' | 'screen' = 'camera'): Promise<void> {
    this.conductor.session.look({ pinned: participantId && source === 'screen' ? `${participantId}/screen` : (participantId ?? '') });
  }

  /** Hides oneself from oneself, or no more. */
  async setHideSelf(on: boolean): Promise<void> {
    this.conductor.session.look({ hideSelf: on });
  }

  /** Shows one's own camera as in a mirror, or as others see it. */
  async setMirror(on: boolean): Promise<void> {
    this.conductor.session.look({ mirror: on });
  }

  /**
   * Opens a panel, `chat`, `people`, `settings` or `shortcuts`, or closes it: `''`. It is seen during a call.
   * @throws RtcError `bad-attribute` for anything else.
   */
  async setPanel(panel: string): Promise<void> {
    this.conductor.session.look({ panel: panelNamed(panel) });
  }

  /**
   * Fills the screen, or no more. Browsers want a gesture for it.
   * @throws RtcError `unsupported-browser`; `denied` without a gesture, or in a frame that is not allowed `fullscreen`.
   */
  async setFullscreen(on: boolean): Promise<void> {
    await this.conductor.session.display?.setFullscreen(on);
  }

  /**
   * Shows the call in a small window above all others, or no more: with controls where the browser has Document Picture-in-Picture, else
   * whoever speaks. Browsers want a gesture for it.
   * @throws RtcError `unsupported-browser`, `denied` as {@link setFullscreen}.
   */
  async setPictureInPicture(on: boolean): Promise<void> {
    await this.conductor.session.display?.setPictureInPicture(on);
  }

  /**
   * Sends anything that JSON can carry, or bytes (an `ArrayBuffer` or a view of one, which arrives as a `Uint8Array`), to the pages of others:
   * there it is `rtc-data-received`. `to` is everybody by default, `reliable` true: once, and in the order in which it was sent, also after an
   * interruption. With `reliable: false` a message is on its way at once or never, and one that is older than what has arrived of its topic
   * is dropped: for what is soon said anew, such as the state of a game.
   * @throws RtcError `too-large` above `limits`, or when too much waits for somebody who cannot be reached; `bad-message` for what JSON cannot
   * carry, such as a function or a `Blob`; `peer-unreachable` if one of `to` is not in the call; `connection-lost` outside a call.
   */
  async send(topic: string, data: unknown, options?: SendOptions): Promise<void> {
    await this.conductor.session.send(topic, data, options);
  }

  /**
   * Figures about the link to each participant.
   * @throws RtcError `connection-lost` outside a call.
   */
  async stats(): Promise<RoomStats> {
    return this.conductor.session.stats();
  }

  /** The address to give to whoever may join: with the key of the room, if it is `shared-link`. */
  async invitation(): Promise<string> {
    return this.conductor.invitation();
  }

  /** @internal Whether the page wants a call to have something that not every call has. */
  abstract hasFeature(name: string): boolean;
}

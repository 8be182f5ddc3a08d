import { CallBase } from './call-base.ts';
import type { Profile } from './call-state.ts';
import type { CaptureSource, DeviceKind, SentSource, SoundProcessing } from './capture.ts';
import { deviceEvents } from './device-events.ts';
import { RtcError } from './errors.ts';
import { RtcBeforeShareEvent } from './events.ts';
import { Gallery } from './gallery.ts';
import { LocalMedia } from './local-media.ts';
import { fromAttributes, handAttribute, Roster } from './roster.ts';

/** What somebody in a call does with what is their own: devices, name and hand. What became of it is in the state. */
export abstract class SelfControls extends CallBase {
  protected readonly roster = new Roster(
    (participants) => this.store.update({ participants }),
    (event) => this.fire(event),
  );
  protected readonly gallery = new Gallery((media) => this.store.update({ media }));
  protected readonly local = new LocalMedia(
    {
      capture: this.given.capture,
      changed: () => this.#localChanged(),
      report: (error) => this.report(error),
      phase: () => this.phase,
    },
    this.lifetime.signal,
  );

  /** @throws RtcError as {@link LocalMedia.set}. */
  setMicrophone(on: boolean): Promise<void> {
    return this.local.set('microphone', on);
  }

  /** @throws RtcError as {@link LocalMedia.set}. */
  setCamera(on: boolean): Promise<void> {
    return this.local.set('camera', on);
  }

  /**
   * Shares one's screen beside the camera, or stops.
   * @throws RtcError as {@link LocalMedia.share}; `denied` also if the page prevented `rtc-before-share`.
   */
  async setScreenShare(on: boolean): Promise<void> {
    if (on) {
      // The page is not asked about what cannot be, or is already.
      this.local.checkSharing();
      const may = this.store.state.screen !== 'off' || this.fire(new RtcBeforeShareEvent());
      if (!may) throw new RtcError('denied', 'The page prevented rtc-before-share');
    }
    await this.local.share(on);
  }

  /** Shares one's screen, or stops, for a control: what fails is announced, but not that the person or the page thought better of it. */
  share(on: boolean): void {
    this.setScreenShare(on).catch((error: unknown) => {
      const failure = RtcError.from(error);
      if (!['share-cancelled', 'denied'].includes(failure.code)) this.report(failure);
    });
  }

  /** Turns a device on or off for a control; what fails is announced. Outside a call, the next one begins like this. */
  turn(source: CaptureSource, on: boolean): void {
    this.local.turn(source, on);
  }

  /** Says what the next call begins with, and opens nothing. */
  wish(source: CaptureSource, on: boolean): void {
    this.local.wish(source, on);
  }

  /** Says what this call may send. */
  allow(sources: readonly SentSource[]): void {
    this.local.allow(sources);
  }

  /**
   * Uses another microphone, camera or speaker; the empty id is the browser's choice.
   * @throws RtcError as {@link LocalMedia.choose}.
   */
  setDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    return this.local.choose(kind, deviceId);
  }

  /** Says which devices are used, if they are there, and opens none; as {@link LocalMedia.prefer}. */
  prefer(wanted: Partial<Record<DeviceKind, string>>, options?: { readonly chosen?: boolean }): void {
    this.local.prefer(wanted, options);
  }

  /** A device is there again; as {@link LocalMedia.comeBack}. What fails is announced. */
  comeBack(kind: DeviceKind): void {
    this.local.comeBack(kind).catch((error: unknown) => this.report(RtcError.from(error)));
  }

  /** As {@link LocalMedia.speakerLost}. */
  speakerLost(): void {
    this.local.speakerLost();
  }

  /**
   * Says what is to be done to the sound of one's microphone, whether it is on or not.
   * @throws RtcError as {@link LocalMedia.process}.
   */
  async setProcessing(wish: Partial<SoundProcessing>): Promise<void> {
    const { music } = this.store.state.processing;
    const processed = this.local.process(wish);
    if (this.store.state.processing.music !== music) this.inRoom((room) => room.setSound({ music: !music }));
    await processed;
  }

  /** The track of one's microphone while that is off and its device is open all the same. */
  get mutedMicrophone(): MediaStreamTrack | undefined {
    return this.local.tracks.microphone.muted;
  }

  /** Says who one is, from now on and to everybody. */
  async setProfile(change: Partial<Profile>): Promise<void> {
    const profile = { ...this.store.state.profile, ...change };
    this.store.update({ profile });
    const { localId } = this.store.state;
    if (localId === undefined) return;
    const { name, avatar } = fromAttributes({ ...profile });
    this.roster.change(localId, { name, avatar });
    try {
      await (await this.visit?.room)?.setAttributes({ ...profile });
    } catch (error) {
      if (this.isInCall) this.report(RtcError.from(error));
    }
  }

  /**
   * Raises one's hand, or lowers it; it goes down with the call.
   * @throws RtcError `connection-lost` outside a call.
   */
  async setHand(on: boolean): Promise<void> {
    const room = await this.visitInCall.room;
    this.roster.change(room.self, { hand: on });
    await room.setAttributes(handAttribute(on));
  }

  /** The same for a control; what fails is announced. */
  raiseHand(on: boolean): void {
    this.setHand(on).catch((error: unknown) => this.isInCall && this.report(RtcError.from(error)));
  }

  #localChanged(): void {
    const before = this.store.state;
    const { state, captured } = this.local;
    const { microphone, camera, screen } = state;
    this.store.update(state);
    this.gallery.setLocal(before.localId, captured);
    if (before.localId !== undefined) this.roster.change(before.localId, { microphone, camera, screen });
    for (const event of deviceEvents(before, state)) this.fire(event);
  }
}

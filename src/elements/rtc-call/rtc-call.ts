import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { type DataLimits, dataLimits } from '../../core/application-data.ts';
import { type CallPhase, errorOf, isInCall, type Participant } from '../../core/call-state.ts';
import { type CallView, layoutNamed, panelNamed } from '../../core/call-view.ts';
import type { DeviceKind, SoundProcessing } from '../../core/capture.ts';
import { RtcError } from '../../core/errors.ts';
import type { ParticipantId, RoomStats, SendOptions } from '../../core/transport.ts';
import { load } from '../../registry.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { Localize } from '../../ui/localize.ts';
import { tokens } from '../../ui/tokens.ts';
import { CallConductor } from './call-conductor.ts';
import type { Arrangement } from './call-options.ts';
import { callInterface } from './call-interface.ts';
import { CallPanels } from './call-panels.ts';
import { type IceServers, parseIceServers } from './ice-servers.ts';
import { callStyles } from './rtc-call.styles.ts';
import { sharingBar } from './sharing-bar.ts';

/** Attributes are input only; without one, the property is what `initial` says. */
const text = (attribute: string) => ({ attribute, converter: (value: string | null) => value ?? '' });
const number = (attribute: string, initial: number) => ({
  attribute,
  converter: (value: string | null) => (value === null ? initial : value.trim() === '' ? Number.NaN : Number(value)),
});
/** Of a screen that the page has. */
const controls = 'button, a, input';

const flag = (attribute: string) => ({ attribute, type: Boolean });

/**
 * A call: joins a room, and shows everybody in it.
 *
 * Without children it has an interface of its own. An element child without `slot` replaces it; elements of a call,
 * such as `<rtc-video-tile>`, find their call wherever they are inside.
 *
 * Attributes are wishes at the moment they are set and may change at any time. A change of `room`, `server`,
 * `transport`, `passphrase` or `shared-link` goes on in the other room: `rtc-left` with the reason `replaced`, then
 * `rtc-joined`. `max-participants` counts from the next joining on, `ice-servers` and `relay-only` from the next link on,
 * everything else at once.
 *
 * @slot - Replaces the interface.
 * @slot prejoin - Replaces the screen before joining.
 * @slot stage - Replaces the tiles.
 * @slot captions - What is being said, as text, between the tiles and the controls: room for two lines as long as something has this slot.
 * @slot toolbar - More controls, after the standard ones.
 * @slot panel - Replaces what opens beside the tiles.
 * @slot ended - Replaces the screen after leaving.
 *
 * @csspart prejoin - The screen before joining.
 * @csspart prejoin-preview - What holds the picture of oneself there.
 * @csspart prejoin-meter - How loud the microphone is.
 * @csspart prejoin-show-button - The button that asks for the devices.
 * @csspart prejoin-advice - What to do about a device that could not be opened.
 * @csspart prejoin-name-field - The field for one's name.
 * @csspart prejoin-join-button - The button that joins.
 * @csspart prejoin-device-label - The words before a menu of devices, and the menu.
 * @csspart prejoin-device-select - A menu of devices.
 * @csspart stage - What holds the tiles.
 * @csspart tile - A `<rtc-video-tile>`.
 * @csspart tile-video - The picture of a tile.
 * @csspart tile-placeholder - What a tile shows without a picture.
 * @csspart tile-name - The name on a tile.
 * @csspart tile-badge - The sign for a microphone that is off.
 * @csspart tile-hand - The raised hand on a tile.
 * @csspart tile-reaction - The emoji that somebody shows.
 * @csspart tile-quality - Words about a tile's connection.
 * @csspart tile-pin - The button on a tile that makes it the large one.
 * @csspart tile-hide - The button on one's own tile that hides it.
 * @csspart sharing - What is there instead of one's own screen.
 * @csspart pager - What turns the pages, where there are more tiles than fit.
 * @csspart pager-button - A button of it.
 * @csspart show-self - The button that brings one's own tile back.
 * @csspart captions - Where the captions are, while the page has any.
 * @csspart toolbar - The bar with the controls.
 * @csspart toolbar-bar - What holds the controls in it.
 * @csspart toolbar-more - What holds the controls that have no room there.
 * @csspart button - A control.
 * @csspart reactions - What holds the emoji to choose from.
 * @csspart layouts - What holds the layouts to choose from.
 * @csspart chat-count - How many messages are unread, on the control that opens the chat.
 * @csspart people-count - How many are in the call, on the control that lists them.
 * @csspart level - How loud one's own microphone is, on its control.
 * @csspart panel - What opens beside the tiles.
 * @csspart close-panel-button - The button there that closes it.
 * @csspart shortcuts-list - The list of keys.
 * @csspart shortcuts-key - The name of a key there.
 * @csspart chat-head - In the chat: the line at the top.
 * @csspart chat-search-button - In the chat: the button there that opens the search, and those of the search.
 * @csspart chat-options-button - In the chat: the button there that opens the menu of the chat.
 * @csspart chat-search - In the chat: what holds the search, while it is open.
 * @csspart chat-search-field - In the chat: the field for what is searched for.
 * @csspart chat-found - In the chat: how many messages have it in them.
 * @csspart chat-list - In the chat: what holds the messages.
 * @csspart chat-empty - In the chat: the words where there are no messages.
 * @csspart chat-day - In the chat: the line before a day’s messages.
 * @csspart chat-new-line - In the chat: the line before what is new.
 * @csspart chat-message - In the chat: a message, with all that belongs to it.
 * @csspart chat-author - In the chat: who wrote it.
 * @csspart chat-time - In the chat: when.
 * @csspart chat-bubble - In the chat: what holds its text.
 * @csspart chat-audience - In the chat: who alone can read it.
 * @csspart chat-quote - In the chat: the message that it answers.
 * @csspart chat-text - In the chat: its text.
 * @csspart chat-link - In the chat: a link in there.
 * @csspart chat-mention - In the chat: the name of somebody in there.
 * @csspart chat-reactions - In the chat: what holds the reactions to a message.
 * @csspart chat-reaction - In the chat: an emoji there, and how many chose it.
 * @csspart chat-status - In the chat: how far one’s own message came.
 * @csspart chat-retry-button - In the chat: the button there that sends it again.
 * @csspart chat-menu-button - In the chat: the button of a message that opens its menu.
 * @csspart chat-menu - In the chat: the menu of a message, or of the chat.
 * @csspart chat-menu-item - In the chat: a line of a menu.
 * @csspart chat-emoji-picker - In the chat: what holds emoji to choose from.
 * @csspart chat-emoji - In the chat: an emoji there.
 * @csspart chat-jump-button - In the chat: the button that goes to what is new, or to the end.
 * @csspart chat-typing - In the chat: who is writing at the moment.
 * @csspart chat-composer - In the chat: what holds the field.
 * @csspart chat-about - In the chat: which message is answered, or edited.
 * @csspart chat-cancel-button - In the chat: the button there that leaves it.
 * @csspart chat-audience-select - In the chat: the menu of who is to read what is written.
 * @csspart chat-field - In the chat: the field to write in.
 * @csspart chat-emoji-button - In the chat: the button beside it that opens a choice of emoji.
 * @csspart chat-send-button - In the chat: the button that sends.
 * @csspart chat-problem - In the chat: what is wrong with what was to be sent.
 * @csspart chat-suggestions - In the chat: the names to choose from, while one is written.
 * @csspart chat-suggestion - In the chat: a name there.
 * @csspart people-search-field - The field for a name, in the list of people.
 * @csspart people-person - A line of that list.
 * @csspart people-menu-button - The button there that opens a menu.
 * @csspart people-menu - What it opens.
 * @csspart notice - The line at the top.
 * @csspart notice-button - A button there.
 * @csspart sharing-notice - The line that says that one's screen is shared.
 * @csspart stop-sharing-button - The button there that ends it.
 * @csspart settings-device-label - The words before a menu of devices in the settings, and the menu.
 * @csspart settings-device-select - A menu of devices there.
 * @csspart settings-meter - How loud the microphone is, there.
 * @csspart settings-test-button - The button there that plays a sound on the speaker.
 * @csspart settings-sound - What holds the choices about the microphone's sound there.
 * @csspart settings-choice - One of them.
 * @csspart ended - The screen after leaving.
 * @csspart failed - The screen when no call can be had.
 * @csspart again-button - The button there that tries again.
 *
 * @cssstate idle - Nothing has begun.
 * @cssstate prejoin - Before joining.
 * @cssstate joining - On the way in.
 * @cssstate waiting - In the waiting room.
 * @cssstate live - In the call.
 * @cssstate reconnecting - In the call; nobody can be reached at the moment.
 * @cssstate ended - Left.
 * @cssstate failed - No call can be had; `error` says why.
 *
 * @cssprop [--rtc-accent] - The one colour.
 * @cssprop [--rtc-surface] - The ground.
 * @cssprop [--rtc-surface-raised] - Tiles without a picture, and buttons.
 * @cssprop [--rtc-text] - Text on the ground.
 * @cssprop [--rtc-text-muted] - Text of less weight.
 * @cssprop [--rtc-danger] - The button that leaves.
 * @cssprop [--rtc-success] - The ring of whoever speaks.
 * @cssprop [--rtc-radius=12px] - How round surfaces are.
 * @cssprop [--rtc-gap=8px] - The space between tiles.
 * @cssprop [--rtc-font] - The font; the page's by default.
 * @cssprop [--rtc-shadow] - The one shadow.
 *
 * @fires {RtcBeforeJoinEvent} rtc-before-join - Before joining; `preventDefault()` stops it.
 * @fires {RtcJoinedEvent} rtc-joined - In the call.
 * @fires {RtcBeforeLeaveEvent} rtc-before-leave - Before leaving; `preventDefault()` stops it. Removal does not ask.
 * @fires {RtcLeftEvent} rtc-left - No longer in the call; `reason` says why.
 * @fires {RtcPhaseChangedEvent} rtc-phase-changed - `phase` is another.
 * @fires {RtcParticipantJoinedEvent} rtc-participant-joined - Somebody came, or was there already.
 * @fires {RtcParticipantLeftEvent} rtc-participant-left - Somebody left, or was lost.
 * @fires {RtcParticipantChangedEvent} rtc-participant-changed - Something about somebody changed.
 * @fires {RtcMicrophoneChangedEvent} rtc-microphone-changed - One's own microphone is on, or off.
 * @fires {RtcCameraChangedEvent} rtc-camera-changed - One's own camera is on, or off.
 * @fires {RtcBeforeShareEvent} rtc-before-share - Before the browser asks which screen to share; `preventDefault()` stops it.
 * @fires {RtcScreenShareChangedEvent} rtc-screen-share-changed - One's own screen is shared, or no more.
 * @fires {RtcSpeakerChangedEvent} rtc-speaker-changed - Somebody else speaks, for longer than a word; `participant` is `null` when that one has left.
 * @fires {RtcQualityChangedEvent} rtc-quality-changed - The quality of somebody's connection is another; `cause` says what it comes from.
 * @fires {RtcDeviceChangedEvent} rtc-device-changed - Another microphone, camera or speaker is in use.
 * @fires {RtcProcessingChangedEvent} rtc-processing-changed - The microphone's sound is to be processed otherwise.
 * @fires {RtcConnectionChangedEvent} rtc-connection-changed - The call server was lost, or is back.
 * @fires {RtcViewChangedEvent} rtc-view-changed - This page shows the call in another way: `layout`, `pinned`, `panel` …
 * @fires {RtcDataReceivedEvent} rtc-data-received - Somebody's page called `send()`.
 * @fires {RtcMessageReceivedEvent} rtc-message-received - Somebody else’s message is in the chat, for the first time.
 * @fires {RtcMessageSentEvent} rtc-message-sent - One’s own message is in the chat, and on its way.
 * @fires {RtcErrorEvent} rtc-error - Something went wrong that no caller of a method hears of.
 */
@customElement('rtc-call')
export class RtcCall extends LitElement {
  static override styles = [tokens, buttonStyles, callStyles];

  /** The name of the room. Whoever names the same room on the same server is in the same call. */
  @property(text('room')) room = '';

  /** What others see as one's name. */
  @property(text('display-name')) displayName = '';

  /** The address of a PeerServer's mount. Default: `/peer` where the script came from. */
  @property(text('server')) server = '';

  /** What carries the call: `peerjs`, `memory` (within one page) or `auto`. Default: `peerjs`. */
  @property(text('transport')) transport = '';

  /**
   * The room and its 128-bit key live in the page's fragment, `#rtc=<room>.<key>`, and are made if absent. `room` is
   * then optional; with several calls in one page it says which link is whose.
   */
  @property(flag('shared-link')) sharedLink = false;

  /** Only who knows these words gets in. They never leave the page. */
  @property(text('passphrase')) passphrase = '';

  /** Joins without a screen before it, once the document is parsed. */
  @property(flag('autojoin')) autojoin = false;

  /** The microphone is to be off. */
  @property(flag('muted')) muted = false;

  /** The camera is to be off. */
  @property(flag('camera-off')) cameraOff = false;

  /** No camera in this call. */
  @property(flag('audio-only')) audioOnly = false;

  /** Sees and hears, and sends nothing. */
  @property(flag('view-only')) viewOnly = false;

  /**
   * STUN and TURN servers: a JSON array of `RTCIceServer`, or an address that answers one. Default: `ice` beside `server`. An
   * address is asked anew before its answer expires, as `Cache-Control: max-age` or the user names in it say.
   */
  @property({ attribute: 'ice-servers', converter: parseIceServers }) iceServers: IceServers = null;

  /** Media goes through TURN servers only, and neither the others nor the signalling learn a network address of this page. */
  @property(flag('relay-only')) relayOnly = false;

  /** Makes no links before joining, so that nobody can see that this page is open. */
  @property(flag('no-standby')) noStandby = false;

  /**
   * The call goes on when the visitor goes to another page of the same site with the same call in it (the same `id`, room and
   * server), or loads this one anew: as the same participant, with the devices as they were where the browser still grants them.
   */
  @property(flag('persist')) persist = false;

  /** What is written in the call is kept nowhere on this machine, and given to nobody who comes later. */
  @property(flag('no-history')) noHistory = false;

  /** The microphone's sound is not freed of what the speakers play. */
  @property(flag('no-echo-cancellation')) noEchoCancellation = false;

  /** The microphone's sound is not freed of noise. */
  @property(flag('no-noise-suppression')) noNoiseSuppression = false;

  /** The microphone's sound is not kept equally loud. */
  @property(flag('no-auto-gain')) noAutoGain = false;

  /** The microphone is for music: none of the three, but two channels, and 128 kbit/s. */
  @property(flag('music')) music = false;

  /** Devices that are chosen are not used again in the next call of this browser, and those that were chosen before are not used in this one. */
  @property(flag('forget-devices')) forgetDevices = false;

  /** Keys do nothing. */
  @property(flag('no-shortcuts')) noShortcuts = false;

  /**
   * Which keys do what, where they are to be other than usual, such as `microphone:d talk:none`. Names are `talk` (while it is held, the
   * microphone is on), `microphone camera screen hand chat people layout pip fullscreen settings shortcuts leave`; a key is one character,
   * `space` or `none`. They work where nothing in the page wants them, `talk` everywhere, the others where the call is what was used last.
   */
  @property(text('shortcuts')) shortcuts = '';

  /** Video codecs in order of preference, such as `vp9 vp8 h264 av1`: the first that both sides have is sent. Default: the browser's order. */
  @property(text('codecs')) codecs = '';

  /** The height of the camera's picture: `180p`, `360p`, `720p` or `1080p`. Default: `720p`. */
  @property(text('resolution')) resolution = '';

  /** The camera's pictures per second. */
  @property(number('frame-rate', 30)) frameRate = 30;

  /** What each video may take at most, in kilobits per second. Default (0): what a picture of its size needs. */
  @property(number('max-bitrate', 0)) maxBitrate = 0;

  /** How many the room holds, at most 16; the lowest number of all present counts. */
  @property(number('max-participants', 8)) maxParticipants = 8;

  /**
   * Pages and devices with an unmodified PeerJS can call in, and take part: `docs/protocol.md`. Only in rooms without a key, whose names have
   * letters, digits and single dashes. Counts from the next joining on. Nothing is proven of who they are.
   */
  @property(flag('compat')) compat = false;

  /** The address of a picture that others see while the camera is off. */
  @property(text('avatar')) avatar = '';

  /**
   * A room that a program arranges between certain people, instead of `room`: its key, 16 random bytes, and when links
   * are made. A property only.
   */
  @property({ attribute: false }) arrangement: Arrangement | null = null;

  /** Which controls the interface has, in which order: `microphone camera screen hand reaction chat people layout pip fullscreen leave`. Empty: all. */
  @property(text('controls')) controls = '';

  /**
   * `grid`: all tiles are as large. `speaker`: who spoke last is large, the others are in a strip. `strip`: a row or a column of
   * small tiles. `auto`: a grid, unless somebody shares a screen or is pinned. Default: `auto`.
   */
  @property(text('layout')) layout = '';

  /** One is not shown to oneself while others are in the call; they still see one. */
  @property(flag('hide-self')) hideSelf = false;

  /** One's own camera is shown as others see it, and not as in a mirror. */
  @property(flag('no-mirror')) noMirror = false;

  /** Which panel is open during a call: `chat`, `people`, `settings` or `shortcuts`. Empty: none. */
  @property(text('panel')) panel = '';

  /** `light`, `dark`, or `auto`: as the page's `color-scheme` says. */
  @property(text('theme')) theme = '';

  readonly #words = new Localize(this);
  readonly #call = new CallConductor(this, this.attachInternals(), this.#words);
  readonly #panels = new CallPanels(this);
  #hadFocus = false;

  /** Where the call stands: `idle prejoin joining waiting live reconnecting ended failed`. */
  get phase(): CallPhase {
    return this.#call.phase;
  }

  /** Those who have joined, the local participant first; empty outside a call. */
  get participants(): readonly Participant[] {
    return this.#call.state.participants;
  }

  /** The id of the local participant during a call, else `null`. */
  get localId(): ParticipantId | null {
    return this.#call.state.localId ?? null;
  }

  /**
   * What is to be done to the microphone's sound, as wished: `echoCancellation`, `noiseSuppression` and `autoGainControl` (W3C mediacapture-streams
   * §4.3.8), and `music`, which overrules them.
   */
  get processing(): SoundProcessing {
    return this.#call.state.processing;
  }

  /** How this page shows the call: `layout`, `pinned`, `hideSelf`, `mirror`, `panel`, `fullscreen`, `pictureInPicture`. */
  get view(): CallView {
    return this.#call.state.view;
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
    return errorOf(this.#call.state);
  }

  /**
   * Joins. Resolves when in the call; while the server cannot be reached it keeps trying.
   * @throws RtcError `bad-attribute`, `room-full`, `wrong-passphrase`, `unsupported-browser`, `insecure-context`;
   * `denied` if the page prevented `rtc-before-join`; `connection-lost` if it was left before it was joined.
   */
  async join(): Promise<void> {
    await this.#call.join();
  }

  /**
   * Leaves, and lets go of every device.
   * @throws RtcError `denied` if the page prevented `rtc-before-leave`.
   */
  async leave(): Promise<void> {
    this.#call.leave();
    if (isInCall(this.#call.state)) throw new RtcError('denied', 'The page prevented rtc-before-leave');
  }

  /**
   * Turns the microphone on or off.
   * @throws RtcError `media-denied`, `media-not-found`, `media-in-use`, `permission-policy`; `denied` in a call that is
   * `view-only`; `connection-lost` outside a call.
   */
  async setMicrophone(on: boolean): Promise<void> {
    await this.#call.session.setMicrophone(on);
  }

  /**
   * Turns the camera on or off.
   * @throws RtcError as {@link setMicrophone}; `denied` also in a call that is `audio-only`.
   */
  async setCamera(on: boolean): Promise<void> {
    await this.#call.session.setCamera(on);
  }

  /**
   * Shares one's screen beside the camera, or stops. The browser asks which screen, window or tab, and only in the moments after a gesture; with its
   * sound, where it has that.
   * @throws RtcError `share-cancelled` if none was chosen, `unsupported-browser`, `permission-policy`, `media-denied`, `media-in-use`;
   * `denied` if the page prevented `rtc-before-share`, or in a call that is `view-only` or `audio-only`; `connection-lost` outside a call.
   */
  async setScreenShare(on: boolean): Promise<void> {
    await this.#call.session.setScreenShare(on);
  }

  /**
   * Raises one's hand, or lowers it: `hand` of the local participant.
   * @throws RtcError `connection-lost` outside a call.
   */
  async setHand(on: boolean): Promise<void> {
    await this.#call.session.setHand(on);
  }

  /**
   * Shows an emoji to everybody for some seconds: `reaction` of the local participant.
   * @throws RtcError `bad-message` for anything else, `connection-lost` outside a call.
   */
  async react(emoji: string): Promise<void> {
    await this.#call.session.react(emoji);
  }

  /**
   * Uses another device. `kind` is `microphone`, `camera` or `speaker`; `deviceId` as in W3C mediacapture-streams §9.2,
   * empty for the browser's choice. One that is off is used when it is turned on.
   * @throws RtcError as {@link setMicrophone}; `media-not-found` also where the page may not choose speakers.
   */
  async setDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    await this.#call.session.setDevice(kind, deviceId);
  }

  /**
   * Changes some of `processing`, also of a microphone that is on. It counts until the attribute changes.
   * @throws RtcError as {@link setMicrophone}, where the browser has to open the device anew for that.
   */
  async setProcessing(processing: Partial<SoundProcessing>): Promise<void> {
    await this.#call.session.setProcessing(processing);
  }

  /**
   * Says how loud somebody is played here, from 0 to 1: `volume` of that participant.
   * @throws RtcError `bad-attribute` for any other number, `peer-unreachable` if nobody else in the call has this id.
   */
  async setVolume(participantId: ParticipantId, volume: number): Promise<void> {
    this.#call.session.setVolume(participantId, volume);
  }

  /**
   * Lays the tiles out in another way: `auto`, `grid`, `speaker` or `strip`.
   * @throws RtcError `bad-attribute` for anything else.
   */
  async setLayout(layout: string): Promise<void> {
    this.#call.session.look({ layout: layoutNamed(layout) });
  }

  /** Makes somebody large, or with the source `screen` what they share, here and for nobody else. `null`: nobody any more. */
  async setPinned(participantId: ParticipantId | null, source: 'camera' | 'screen' = 'camera'): Promise<void> {
    this.#call.session.look({ pinned: participantId && source === 'screen' ? `${participantId}/screen` : (participantId ?? '') });
  }

  /** Hides oneself from oneself, or no more. */
  async setHideSelf(on: boolean): Promise<void> {
    this.#call.session.look({ hideSelf: on });
  }

  /** Shows one's own camera as in a mirror, or as others see it. */
  async setMirror(on: boolean): Promise<void> {
    this.#call.session.look({ mirror: on });
  }

  /**
   * Opens a panel, `chat`, `people`, `settings` or `shortcuts`, or closes it: `''`. It is seen during a call.
   * @throws RtcError `bad-attribute` for anything else.
   */
  async setPanel(panel: string): Promise<void> {
    this.#call.session.look({ panel: panelNamed(panel) });
  }

  /**
   * Fills the screen, or no more. Browsers want a gesture for it.
   * @throws RtcError `unsupported-browser`; `denied` without a gesture, or in a frame that is not allowed `fullscreen`.
   */
  async setFullscreen(on: boolean): Promise<void> {
    await this.#call.session.display?.setFullscreen(on);
  }

  /**
   * Shows the call in a small window above all others, or no more: with controls where the browser has Document Picture-in-Picture, else
   * whoever speaks. Browsers want a gesture for it.
   * @throws RtcError `unsupported-browser`, `denied` as {@link setFullscreen}.
   */
  async setPictureInPicture(on: boolean): Promise<void> {
    await this.#call.session.display?.setPictureInPicture(on);
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
    await this.#call.session.send(topic, data, options);
  }

  /**
   * Figures about the link to each participant.
   * @throws RtcError `connection-lost` outside a call.
   */
  async stats(): Promise<RoomStats> {
    return this.#call.session.stats();
  }

  /** The address to give to whoever may join: with the key of the room, if it is `shared-link`. */
  async invitation(): Promise<string> {
    return this.#call.invitation();
  }

  /** @internal A call with an interface of its own may have what its controls name. */
  hasFeature(name: string): boolean {
    const controls = this.controls?.split(' ').filter(Boolean) ?? [];
    return !this.#isReplaced && (controls.length === 0 || controls.includes(name));
  }

  override willUpdate(): void {
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement);
  }

  override render() {
    const replaced = this.#isReplaced;
    const theme = this.theme === 'light' || this.theme === 'dark' ? this.theme : '';
    return html`
      ${replaced ? nothing : this.#interface(theme)}
      <slot class=${theme} ?hidden=${!replaced} @slotchange=${() => this.requestUpdate()}></slot>
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.#hadFocus) void this.#keepFocus();
    this.#call.settingsChanged(changed);
  }

  get #isReplaced(): boolean {
    return Array.from(this.children).some((child) => !child.slot);
  }

  #interface(theme: string): TemplateResult {
    load('rtc-stage', 'rtc-toolbar');
    const { state, notice, announcer } = this.#call;
    const { status } = state;
    const isFilled = (slot: string) => this.querySelector(`:scope > [slot='${slot}']`) !== null;
    if (status.phase === 'prejoin' && !isFilled('prejoin')) load('rtc-prejoin');
    const slotChanged = () => this.requestUpdate();
    const join = () => void this.#call.enter();
    const screen = callInterface({ status, words: this.#words, controls: this.controls, join, isFilled, slotChanged });
    const sharing = sharingBar(state, this.#words, () => this.#call.session.share(false));
    const panel = this.#panels.render(state, this.#words, () => this.#call.session.look({ panel: '' }));
    return html`<div class="call ${theme} ${state.view.layout === 'strip' ? 'strip' : ''}">
      ${screen} <slot name="panel">${panel}</slot> ${sharing} ${notice.render(state, this.#words)} ${announcer.render()}
    </div>`;
  }

  /** A screen that goes away takes the focus with it. */
  async #keepFocus(): Promise<void> {
    const next = this.renderRoot.querySelector<HTMLElement & { updateComplete?: Promise<unknown> }>('rtc-toolbar, rtc-prejoin, .screen button');
    await next?.updateComplete;
    const isLost = () => document.activeElement === document.body;
    if (isLost()) next?.focus();
    // A page may have a screen of its own.
    if (isLost()) this.querySelector<HTMLElement>(`[slot=${this.phase}]:is(${controls}), [slot=${this.phase}] :is(${controls})`)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-call': RtcCall;
  }
}

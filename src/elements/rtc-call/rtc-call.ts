import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { tokens } from '../../ui/tokens.ts';
import { CallCommands } from './call-commands.ts';
import { callInterface } from './call-interface.ts';
import { CallPanels } from './call-panels.ts';
import { callStyles } from './rtc-call.styles.ts';
import { ScreenFocus } from './screen-focus.ts';
import { sharingBar } from './sharing-bar.ts';

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
 * @csspart chat-* - In the chat: all parts of `<rtc-chat>`.
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
 * @fires {RtcFileOfferedEvent} rtc-file-offered - Somebody offers a file: `transfer` can be accepted, or cancelled.
 * @fires {RtcFileProgressedEvent} rtc-file-progressed - A file, either way, went on or stands otherwise.
 * @fires {RtcFileReceivedEvent} rtc-file-received - A file is here, whole and checked.
 * @fires {RtcFileFailedEvent} rtc-file-failed - A file, either way, came to nothing: `error` says why.
 * @fires {RtcErrorEvent} rtc-error - Something went wrong that no caller of a method hears of.
 */
@customElement('rtc-call')
export class RtcCall extends CallCommands {
  static override styles = [tokens, buttonStyles, callStyles];

  readonly #panels = new CallPanels(this);

  constructor() {
    super();
    new ScreenFocus(this);
  }

  /** @internal A call with an interface of its own may have what its controls name. */
  override hasFeature(name: string): boolean {
    const controls = this.controls?.split(' ').filter(Boolean) ?? [];
    return !this.#isReplaced && (controls.length === 0 || controls.includes(name));
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
    this.conductor.settingsChanged(changed);
  }

  get #isReplaced(): boolean {
    return Array.from(this.children).some((child) => !child.slot);
  }

  #interface(theme: string): TemplateResult {
    const { state, notice, announcer, words } = this.conductor;
    const screen = callInterface({
      ...{ status: state.status, words, controls: this.controls },
      isFilled: (slot) => this.querySelector(`:scope > [slot='${slot}']`) !== null,
      slotChanged: () => this.requestUpdate(),
      join: () => void this.conductor.enter(),
    });
    const sharing = sharingBar(state, words, () => this.conductor.session.share(false));
    const panel = this.#panels.render(state, words, () => this.conductor.session.look({ panel: '' }));
    return html`<div class="call ${theme} ${state.view.layout === 'strip' ? 'strip' : ''}">
      ${screen} <slot name="panel">${panel}</slot> ${sharing} ${notice.render(state, words)} ${announcer.render()}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-call': RtcCall;
  }
}

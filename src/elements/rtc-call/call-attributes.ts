import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Arrangement } from './call-options.ts';
import { type IceServers, parseIceServers } from './ice-servers.ts';

/** Attributes are input only; without one, the property is what `initial` says. */
const text = (attribute: string) => ({ attribute, converter: (value: string | null) => value ?? '' });
const number = (attribute: string, initial: number) => ({
  attribute,
  converter: (value: string | null) => (value === null ? initial : value.trim() === '' ? Number.NaN : Number(value)),
});
const flag = (attribute: string) => ({ attribute, type: Boolean });

/** What a page asks of a call, and may change at any time. */
export class CallAttributes extends LitElement {
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
}

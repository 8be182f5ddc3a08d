// Shows calls that nobody makes: people, pictures and devices are made up. For pages that show how something looks.
import { CallController } from '/index.js';

/** Somebody in a call; `id` and face come from the name. */
export function person(name, change = {}) {
  return {
    id: change.id ?? `person-${name}`,
    name,
    avatar: '',
    isLocal: false,
    joinedAt: 0,
    connection: 'live',
    microphone: 'on',
    camera: 'on',
    screen: 'off',
    speaking: false,
    quality: 'good',
    verified: true,
    role: 'guest',
    hand: false,
    reaction: '',
    volume: 1,
    ...change,
  };
}

/** The state of a call with these people in it, oneself first. */
export function live(people, change = {}) {
  const [self, ...others] = people;
  const all = [{ ...self, isLocal: true }, ...others];
  const { id, microphone, camera } = all[0];
  return {
    status: { phase: 'live' },
    localId: id,
    participants: all,
    microphone,
    camera,
    wishes: { microphone: microphone !== 'off', camera: camera !== 'off' },
    media: new Map(all.flatMap(picturesOf)),
    server: 'connected',
    ...change,
  };
}

/** The state of a call before joining; with `camera: 'on'` there is a preview. */
export function prejoin(change = {}) {
  const { microphone = 'off', camera = 'off' } = change;
  const media = new Map();
  if (camera === 'on') media.set('local/camera', picture('camera', face('Ada Lovelace')));
  if (microphone === 'on') media.set('local/microphone', hum());
  return { status: { phase: 'prejoin' }, profile: { name: 'Ada Lovelace', avatar: '' }, wishes: { microphone: true, camera: true }, media, ...change };
}

let unnamed = 0;

/** Makes an `<rtc-call>` in the page show a state. What becomes of it later, by clicks, is its own affair. */
export async function show(call, state) {
  await customElements.whenDefined('rtc-call');
  call.id ||= `made-up-${++unnamed}`;
  if (call.phase === 'idle') await new Promise((resolve) => call.addEventListener('rtc-phase-changed', resolve, { once: true }));
  const session = sessionOf(call);
  session.store.update(state);
  return session;
}

/** How a page shows a call, which is part of its state. */
export function viewed(change) {
  return { view: { layout: 'auto', pinned: '', hideSelf: false, mirror: true, panel: '', fullscreen: false, pictureInPicture: false, ...change } };
}

/** Opens what a control opens, below it in the page, and leaves it open whatever else opens. */
export async function openMenu(control) {
  await customElements.whenDefined(control.localName);
  await control.updateComplete;
  const menu = control.shadowRoot.querySelector('[popover]');
  const button = menu.parentElement?.querySelector(':scope > button') ?? control.shadowRoot.querySelector('button');
  menu.popover = 'manual';
  const placed = new Promise((resolve) => menu.addEventListener('toggle', resolve, { once: true }));
  menu.showPopover();
  await placed;
  const place = () => {
    const { left, bottom, width } = button.getBoundingClientRect();
    const own = menu.getBoundingClientRect();
    const start = Math.max(16, Math.min(left + (width - own.width) / 2, document.documentElement.clientWidth - own.width - 16));
    Object.assign(menu.style, { position: 'absolute', left: `${start + scrollX}px`, top: `${bottom + 8 + scrollY}px` });
  };
  // Whatever becomes larger or smaller in the page moves it.
  const observer = new ResizeObserver(place);
  for (const each of [document.body, menu]) observer.observe(each);
  addEventListener('resize', place);
}

/** Resolves when the line at the top of a call says something: of what may pass by itself, it does so after a while. */
export function noticed(call) {
  return shown(call, '[part=notice]:not([data-empty])');
}

/** Resolves when a call shows what this selector means. */
export function shown(call, selector) {
  return new Promise((resolve) => {
    const look = () => {
      if (!call.shadowRoot.querySelector(selector)) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(call.shadowRoot, { subtree: true, childList: true, attributes: true });
    look();
  });
}

/** Any element of a call may ask for its session, and this one is no more than its question. */
function sessionOf(call) {
  const asking = { for: call.id, getRootNode: () => call.getRootNode(), addController() {}, requestUpdate() {} };
  const controller = new CallController(asking, (state) => state);
  controller.hostConnected();
  const { session } = controller;
  controller.hostDisconnected();
  return session;
}

function picturesOf({ id, name, camera, screen }) {
  const pictures = [];
  if (camera === 'on') pictures.push([`${id}/camera`, picture('camera', face(name))]);
  if (screen === 'on') pictures.push([`${id}/screen`, picture('screen', sheet())]);
  return pictures;
}

/** A picture that does not move. */
function picture(source, url) {
  return {
    source,
    stream: new MediaStream(),
    attach(video) {
      video.poster = url;
      return () => video.removeAttribute('poster');
    },
  };
}

/** A sound that the browser does not play before there was a click. */
export function silenced() {
  const refuse = () => Promise.reject(new DOMException('Made up', 'NotAllowedError'));
  return {
    source: 'microphone',
    stream: new MediaStream(),
    attach(audio) {
      audio.play = refuse;
      return () => undefined;
    },
  };
}

/** A voice that is always as loud, for the meter. */
function hum() {
  const context = new AudioContext();
  const sound = new OscillatorNode(context, { frequency: 440 });
  const volume = new GainNode(context, { gain: 0.05 });
  const end = new MediaStreamAudioDestinationNode(context);
  sound.connect(volume).connect(end);
  sound.start();
  return { source: 'microphone', stream: end.stream, attach: () => () => undefined };
}

/** Microphones, cameras and speakers that nobody has; nobody is ever asked for permission. */
export const devices = {
  list: [],

  install() {
    navigator.mediaDevices.enumerateDevices = async () => this.list;
    navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined);
    navigator.permissions.query = async () => Object.assign(new EventTarget(), { state: 'prompt' });
  },

  add(kind, ...labels) {
    const made = labels.map((label, index) => ({ kind, label, deviceId: `${kind}-${index}`, groupId: '' }));
    this.list = [...this.list, ...made];
  },
};

const walls = ['#c9d6df', '#e4d9c8', '#cbd8c4', '#d8cfe0', '#e3cfc9', '#c8dcd8', '#d5d8e6', '#e6dfc4'];
const skins = ['#f0c9a8', '#c98f63', '#8d5a3b', '#e3b48b', '#5f3d2a', '#f3d6bf', '#a9714a', '#dca67c'];
const hairs = ['#2c2320', '#5b3a24', '#1d1b22', '#8a5a2c', '#3a3030', '#b98a4e', '#6b6a70', '#241a16'];
const shirts = ['#31516b', '#7a4a4f', '#3f6152', '#5a4c78', '#8a6a3c', '#2f5f66', '#4a4f5c', '#79506b'];
const drawn = new Map();

/** A calm face before a wall; the same for a name every time. */
function face(name) {
  if (!drawn.has(name)) drawn.set(name, draw((context) => drawFace(context, numberOf(name))));
  return drawn.get(name);
}

function draw(paint) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  paint(canvas.getContext('2d'));
  return canvas.toDataURL('image/webp');
}

function numberOf(name) {
  return [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7);
}

function drawFace(context, number) {
  const pick = (colours, step) => colours[Math.floor(number / step) % colours.length];
  const shape = (colour, ...ellipses) => {
    context.fillStyle = colour;
    for (const [x, y, width, height, from = 0, to = 2 * Math.PI] of ellipses) {
      context.beginPath();
      context.ellipse(x, y, width, height, 0, from, to);
      context.fill();
    }
  };
  const [skin, hair, shirt] = [pick(skins, 3), pick(hairs, 5), pick(shirts, 2)];
  context.fillStyle = pick(walls, 1);
  context.fillRect(0, 0, 640, 360);
  // A window, or a shelf.
  context.fillStyle = 'rgb(255 255 255 / 0.35)';
  if (number % 2) context.fillRect(48, 32, 112, 152);
  else context.fillRect(464, 88, 144, 12);
  const long = number % 3 === 0;
  if (long) shape(hair, [320, 176, 92, 124]);
  shape(shirt, [320, 404, 172, 132]);
  context.fillStyle = skin;
  context.fillRect(292, 220, 56, 64);
  shape(skin, [320, 284, 36, 20], [320, 164, 68, 84]);
  shape(hair, [320, 136, 76, 72, Math.PI, 2 * Math.PI], [320, 138, 76, long ? 12 : 4]);
  shape('#2a2322', [294, 172, 6, 7], [346, 172, 6, 7]);
  context.strokeStyle = 'rgb(60 30 25 / 0.6)';
  context.lineWidth = 4;
  context.lineCap = 'round';
  context.beginPath();
  context.arc(320, 196, 22, 0.25 * Math.PI, 0.75 * Math.PI);
  context.stroke();
}

/** A page of writing with a chart, as somebody may show it. */
export function sheet() {
  return draw((context) => {
    context.fillStyle = '#f7f8fa';
    context.fillRect(0, 0, 640, 360);
    context.fillStyle = '#2b2f36';
    context.fillRect(40, 36, 260, 20);
    context.fillStyle = '#b9bfc9';
    for (let line = 0; line < 9; line++) context.fillRect(40, 84 + line * 26, line % 4 === 3 ? 150 : 240, 8);
    [120, 84, 168, 140, 204].forEach((height, index) => {
      context.fillStyle = index === 4 ? '#2558d4' : '#9db4ea';
      context.fillRect(348 + index * 52, 316 - height, 36, height);
    });
  });
}

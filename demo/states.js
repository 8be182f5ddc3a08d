// The list of states, and nothing else; how one is made up is in made-up.js.
import { RtcError } from '/index.js';
import { devices, live, noticed, openMenu, person, prejoin, shown, silenced, viewed } from './made-up.js';
import { ada, alan, crowd, grace, hedy, longNames, mary } from './made-up-people.js';
import { installNobody } from './made-up-support.js';
import { chats } from './states-chat.js';
import { transfers } from './states-files.js';
import { call, frame, isWanted, labelled, picker, row, section, styled } from './states-page.js';
import { stages, tiles } from './states-stage.js';
import { desks, supports } from './states-support.js';

const everything = { microphone: 'on', camera: 'on' };
const failed = (code) => ({ status: { phase: 'failed', error: new RtcError(code, 'Made up') } });
const refused = (code, ...sources) => ({
  failures: Object.fromEntries(sources.map((source) => [source, new RtcError(code, 'Made up')])),
  wishes: { microphone: !sources.includes('microphone'), camera: !sources.includes('camera') },
});

/** What is said after a while only. */
const passing = [];

devices.install();
installNobody();
const sections = {
  before,
  prejoin: preJoining,
  call: calls,
  stage: stages,
  tile: tiles,
  controls,
  menus,
  people,
  chat: chats,
  files: transfers,
  panels,
  after,
  captions,
  support: () => supports(crowd),
  desk: () => desks(crowd),
};
for (const [id, show] of Object.entries(sections)) if (isWanted(id)) await show();
await Promise.all(passing);
// What opens takes the focus, and the page with it.
focused()?.blur();
document.querySelector('#focused')?.focus({ preventScroll: true });
scrollTo(0, 0);
document.documentElement.dataset.ready = '';

/** From here on there are devices to choose from. */
function plugIn() {
  if (devices.list.length > 0) return;
  devices.add('audioinput', 'Built-in microphone', 'Jabra Evolve2 65 Mono Headset with a Name That Is Much Longer Than Any Menu (0b0e:24c9)');
  devices.add('videoinput', 'FaceTime HD Camera', 'Logitech BRIO Ultra HD Pro Business Webcam (046d:085e)');
  devices.add('audiooutput', 'Built-in speakers', 'Jabra Evolve2 65');
}

async function before() {
  const add = section('before', 'Before there is a call');
  const bare = frame();
  add('Before the code is here', bare);
  const half = frame(`<script>
    const define = customElements.define.bind(customElements);
    customElements.define = (tag, ...rest) => tag === 'rtc-call' && define(tag, ...rest);
  </script><script type="module" src="/rtc-call.js"></script>`);
  add('The code of the call is here, that of its screens is not', half);
  await add('Idle: the page has not begun it', call(), { status: { phase: 'idle' } });
  await add('On the way in', call(), { status: { phase: 'joining' }, wishes: everything });
  await add('The server cannot be reached', call(), { status: { phase: 'joining' }, server: 'reconnecting' });
  await add('In the waiting room', call(), { status: { phase: 'waiting' } });
  await Promise.all([bare.loaded, half.loaded]);
}

async function preJoining() {
  const add = section('prejoin', 'Before joining');
  await add('Nobody was asked yet', call(), prejoin({ profile: { name: '', avatar: '' } }));
  await add('The camera is starting', call(), prejoin({ camera: 'starting', microphone: 'starting' }));
  await add('Permission is refused', call(), prejoin(refused('media-denied', 'camera', 'microphone')));
  await add('No camera', call(), prejoin({ ...refused('media-not-found', 'camera'), microphone: 'on' }));
  await add('Another app has the camera', call(), prejoin(refused('media-in-use', 'camera')));
  await add('Both are to be off', call(), prejoin({ wishes: { microphone: false, camera: false } }));
  await add('Without pictures', call({ audioOnly: true }), prejoin({ sends: ['microphone'], microphone: 'on' }));
  await add('To look on only', call({ viewOnly: true }), prejoin({ sends: [] }));
  await add('On the way in', call({}, 'rtc-prejoin'), { ...prejoin(everything), status: { phase: 'joining' } });
  await add('Right to left', call({ dir: 'rtl' }), prejoin({ ...everything, profile: { name: 'فاطمة الفهري', avatar: '' } }));
  await add('Both are on; narrow', call(), prejoin(everything), 'narrow');
  await add('Permission is refused; narrow', call(), prejoin(refused('media-denied', 'camera', 'microphone')), 'narrow');
  plugIn();
  await add('Both are on', call(), prejoin(everything), 'wide');
  await add('Devices with long names', call(), prejoin({ ...everything, devices: { microphone: 'audioinput-1', camera: 'videoinput-1', speaker: '' } }), 'wide');
}

async function calls() {
  const add = section('call', 'The call');
  await add('Alone', call(), live([ada]));
  await add('Alone, where a link is the key', call({ sharedLink: true }), live([ada]));
  await add('Two', call(), live([ada, grace]));
  await add('Two, narrow', call(), live([ada, grace]), 'narrow');
  await add('Four, one of them speaking', call(), live([ada, { ...grace, speaking: true }, alan, hedy]));
  await add('Right to left', call({ dir: 'rtl', lang: 'ar' }), live([person('فاطمة الفهري'), person('محمد الخوارزمي'), person('ליאורה כהן', { microphone: 'off' })]));
  await add('Long names', call(), live([ada, ...longNames.map((name, index) => person(name, { microphone: index ? 'on' : 'off' }))]));
  await add('Nobody has a camera on', call(), live([ada, grace, alan].map((each) => ({ ...each, camera: 'off' }))));
  await add('The camera is starting', call(), live([{ ...ada, camera: 'starting', microphone: 'starting' }, grace]));
  await add('One of them cannot be reached', call(), live([ada, { ...grace, connection: 'reconnecting' }, alan]));
  const cutOff = call();
  await add('Nobody can be reached', cutOff, live([ada, { ...grace, connection: 'reconnecting' }], { status: { phase: 'reconnecting' } }));
  const serverLost = call();
  await add('The server is lost, the call goes on', serverLost, live([ada, grace], { server: 'reconnecting' }));
  const gone = await add('A device is gone', call(), live([{ ...ada, camera: 'off' }, grace, mary]));
  gone.report(new RtcError('media-ended', 'Made up'));
  const refusing = await add('Permission is refused', call(), live([{ ...ada, camera: 'off' }, grace]), 'narrow');
  refusing.report(new RtcError('media-denied', 'Made up'));
  const { media, ...rest } = live([ada, grace]);
  const silent = call();
  await add('The browser wants a tap first', silent, { ...rest, media: new Map([...media, [`${grace.id}/microphone`, silenced()]]) });
  await add('Without pictures', call({ audioOnly: true }), live([{ ...ada, camera: 'off' }, hedy], { sends: ['microphone'] }));
  await add('To look on only', call({ viewOnly: true }), live([{ ...ada, camera: 'off', microphone: 'off' }, grace], { sends: [] }));
  await add('Nine, the page’s own colours', styled(call(), '--rtc-surface: #1d2b26; --rtc-surface-raised: #2b3d37; --rtc-text: #eaf4ef; --rtc-radius: 4px'), live(crowd.slice(0, 9)));
  await add('Many: on pages, and somebody speaks on the other', call({ maxParticipants: 16 }), live(crowd.with(20, { ...crowd[20], speaking: true })), 'wide');
  await add('A screen, and a strip', call(), live([ada, { ...grace, screen: 'on' }, alan, hedy]));
  await add('A screen, narrow', call(), live([ada, { ...grace, screen: 'on' }, alan, hedy]), 'narrow');
  await add('Two screens, and a strip of pages', call(), live(crowd.map((each) => (each === grace || each === alan ? { ...each, screen: 'on' } : each))), 'wide');
  await add('One shares one’s own screen', call(), live([{ ...ada, screen: 'on' }, grace, alan], { screen: 'on' }));
  await add('What one shares shows nothing; narrow', call(), live([{ ...ada, screen: 'on' }, grace], { screen: 'on', screenIsStale: true }), 'narrow');
  await add('Who spoke last is large', call({ layout: 'speaker' }), live([ada, grace, { ...mary, speaking: true }, alan]));
  await add('A strip', call({ layout: 'strip' }), live(crowd.slice(0, 5)));
  passing.push(...[cutOff, serverLost, silent].map(noticed));
}

async function controls() {
  const add = section('controls', 'Controls', 'small');
  plugIn();
  const off = { ...ada, microphone: 'off', camera: 'off' };
  const more = document.createElement('rtc-toolbar');
  more.append(styled(labelled('button', 'Notes'), 'min-block-size: 44px; border: 1px solid; border-radius: 22px; padding: 0 12px; font: inherit; background: none; color: inherit'));
  await add('Toolbar', call({}, 'rtc-toolbar'), live([ada, grace]));
  await add('Everything off', call({}, 'rtc-toolbar'), live([off, grace]));
  await add('Starting', call({}, 'rtc-toolbar'), live([{ ...ada, microphone: 'starting', camera: 'starting' }, grace]));
  await add('Without pictures', call({}, 'rtc-toolbar'), live([off, grace], { sends: ['microphone'] }));
  await add('A control of the page’s own', call({}, more), live([ada, grace]));
  await add('Before a call', call({}, 'rtc-toolbar'), { status: { phase: 'idle' }, sends: ['microphone', 'camera'] });
  await add('With words', call({}, row(labelled('rtc-mic-button', 'Microphone'), labelled('rtc-camera-button', 'Camera'), labelled('rtc-leave-button', 'Leave'))), live([ada, grace]));
  await add('With words, off', call({}, row(labelled('rtc-mic-button', 'Microphone'), labelled('rtc-camera-button', 'Camera'))), live([off, grace]));
  const focused = Object.assign(document.createElement('rtc-mic-button'), { id: 'focused' });
  await add('With the focus', call({}, row(focused, document.createElement('rtc-camera-button'))), live([ada, grace]));
  for (const kind of ['microphone', 'camera', 'speaker']) {
    await add(`A ${kind} to choose`, call({}, picker(kind)), live([ada], { devices: { microphone: 'audioinput-1', camera: 'videoinput-0', speaker: 'audiooutput-1' } }));
  }
  const { list } = devices;
  devices.list = [];
  const nothing = picker('camera');
  await add('Nothing to choose', call({}, nothing), live([ada]));
  await nothing.updateComplete;
  devices.list = list;
}

/** Each control alone, and what it opens. */
async function menus() {
  const add = section('menus', 'What controls open', 'small');
  const names = ['screen', 'hand', 'reaction', 'chat', 'people', 'layout', 'pip', 'fullscreen', 'settings'];
  const all = () => row(...names.map((name) => document.createElement(`rtc-${name}-button`)));
  await add('Each as it usually is', call({}, all()), live([ada, grace]), 'across');
  const on = { ...viewed({ panel: 'people', layout: 'strip', pictureInPicture: true, fullscreen: true }), screen: 'on' };
  await add('Each of them on', call({}, all()), live([{ ...ada, screen: 'on', hand: true }, grace], on), 'across');
  await add('Before a call', call({}, all()), { status: { phase: 'idle' } }, 'across');
  const opened = async (caption, inside, control = inside) => {
    await add(caption, call({}, inside), live([ada, grace]), 'open');
    await openMenu(control);
  };
  const layout = document.createElement('rtc-layout-button');
  await opened('Layouts', row(layout), layout);
  const reactions = document.createElement('rtc-reaction-button');
  await opened('Reactions', row(reactions), reactions);
  await opened('More', document.createElement('rtc-toolbar'));
}

async function people() {
  const add = section('people', 'People', 'small');
  const some = [ada, { ...grace, screen: 'on' }, { ...alan, hand: true }, { ...mary, quality: 'poor' }, { ...hedy, connection: 'reconnecting' }];
  await add('A few', call({}, 'rtc-people'), live(some));
  await add('Alone', call({}, 'rtc-people'), live([ada]));
  await add('Long names, and everything there is to say', call({}, 'rtc-people'), live([ada, ...longNames.map((name) => ({ ...alan, id: name, name, camera: 'off', screen: 'on', hand: true, quality: 'fair' }))]));
  await add('Right to left', call({ dir: 'rtl', lang: 'ar' }, 'rtc-people'), live([person('فاطمة الفهري'), person('محمد الخوارزمي', { hand: true }), person('', { id: 'nameless', microphone: 'off' })]));
  const wide = call();
  await add('Many, beside the tiles', wide, live(crowd.map((each, index) => (index === 7 ? { ...each, hand: true } : each))), 'wide');
  const narrow = call();
  await add('Over the tiles', narrow, live(some), 'narrow');
  const open = [wide, narrow];
  for (const each of open) await each.setPanel('people');
  await Promise.all([...open.map((each) => shown(each, 'rtc-people')), customElements.whenDefined('rtc-people')]);
}

async function panels() {
  const add = section('panels', 'Panels');
  plugIn();
  const chosen = { devices: { microphone: 'audioinput-1', camera: 'videoinput-0', speaker: 'audiooutput-1' } };
  const keys = { talk: 'space', microphone: 'm', camera: 'v', screen: 's', hand: 'h', people: 'p', layout: 'l', pip: 'i', fullscreen: 'f', settings: ',', shortcuts: '?', leave: '' };
  await add('Settings', call({}, 'rtc-settings'), live([ada], chosen));
  await add('Settings, of sound alone: an instrument', call({}, 'rtc-settings'), live([ada], { sends: ['microphone'], processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, music: true } }));
  await add('Shortcuts', call({}, 'rtc-shortcuts'), live([ada], { keys }));
  await add('No shortcuts', call({ noShortcuts: true }, 'rtc-shortcuts'), live([ada]));
  const shapes = { settings: 'wide', shortcuts: 'narrow' };
  for (const [panel, shape] of Object.entries(shapes)) {
    const element = call();
    await add(`${panel}, ${shape}`, element, live([ada, grace], { ...chosen, keys }), shape);
    await element.setPanel(panel);
    await shown(element, `rtc-${panel}`);
    await customElements.whenDefined(`rtc-${panel}`);
  }
}

async function after() {
  const add = section('after', 'When it is over');
  await add('Left', call(), { status: { phase: 'ended' } });
  await add('Left; narrow', call(), { status: { phase: 'ended' } }, 'narrow');
  for (const code of ['unsupported-browser', 'insecure-context', 'bad-attribute', 'room-full', 'wrong-passphrase', 'denied', 'connection-lost', 'internal']) {
    await add(code, call(), failed(code));
  }
  await add('room-full; narrow', call(), failed('room-full'), 'narrow');
}

async function captions() {
  const add = section('captions', 'Captions');
  const words = (text) => Object.assign(document.createElement('p'), { slot: 'captions', textContent: text });
  await add('One line', call({}, words('Grace: Shall we begin?')), live([ada, grace, alan]));
  await add('More than there is room for', call({}, words(`Grace: ${'It is said, and read, at the same time. '.repeat(8)}`)), live([ada, grace]), 'narrow');
  await add('The page has a place for them, and nobody speaks', call({}, words('')), live([ada, grace]));
}

/** What has the focus, shadow roots crossed. */
function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

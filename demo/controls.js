// Every attribute as a field, every event in a list, and the markup to copy.
export const attributes = {
  'The call': {
    room: 'text',
    'display-name': 'text',
    avatar: 'text',
    passphrase: 'text',
    'shared-link': 'flag',
    autojoin: 'flag',
    persist: 'flag',
    'no-history': 'flag',
    'max-participants': 'number',
  },
  'What is sent': {
    muted: 'flag',
    'camera-off': 'flag',
    'audio-only': 'flag',
    'view-only': 'flag',
    resolution: ['180p', '360p', '720p', '1080p'],
    'frame-rate': 'number',
    'max-bitrate': 'number',
    codecs: 'text',
  },
  Sound: {
    'no-echo-cancellation': 'flag',
    'no-noise-suppression': 'flag',
    'no-auto-gain': 'flag',
    music: 'flag',
    'forget-devices': 'flag',
  },
  Interface: {
    layout: ['auto', 'grid', 'speaker', 'strip'],
    panel: ['chat', 'people', 'settings', 'shortcuts'],
    controls: 'text',
    theme: ['auto', 'light', 'dark'],
    'hide-self': 'flag',
    'no-mirror': 'flag',
    shortcuts: 'text',
    'no-shortcuts': 'flag',
  },
  Network: {
    server: 'text',
    transport: ['peerjs', 'memory', 'auto'],
    'ice-servers': 'text',
    'relay-only': 'flag',
    'no-standby': 'flag',
    compat: 'flag',
  },
};

export const events = [
  'rtc-before-join',
  'rtc-joined',
  'rtc-before-leave',
  'rtc-left',
  'rtc-phase-changed',
  'rtc-participant-joined',
  'rtc-participant-left',
  'rtc-participant-changed',
  'rtc-microphone-changed',
  'rtc-camera-changed',
  'rtc-before-share',
  'rtc-screen-share-changed',
  'rtc-speaker-changed',
  'rtc-quality-changed',
  'rtc-device-changed',
  'rtc-processing-changed',
  'rtc-connection-changed',
  'rtc-view-changed',
  'rtc-data-received',
  'rtc-message-received',
  'rtc-message-sent',
  'rtc-file-offered',
  'rtc-file-progressed',
  'rtc-file-received',
  'rtc-file-failed',
  'rtc-error',
];

const [call, form, markup, log] = ['call', 'attributes', 'markup', 'log'].map((id) => document.getElementById(id));

function field(name, kind) {
  const input = document.createElement(Array.isArray(kind) ? 'select' : 'input');
  if (Array.isArray(kind)) input.append(new Option('', ''), ...kind.map((each) => new Option(each, each)));
  else input.type = { flag: 'checkbox', number: 'number', text: 'text' }[kind];
  input.name = name;
  if (kind === 'flag') input.checked = call.hasAttribute(name);
  else input.value = call.getAttribute(name) ?? '';
  // Nobody wants to be in half a room.
  input.addEventListener(kind === 'text' ? 'change' : 'input', () => set(name, kind === 'flag' ? input.checked : input.value));
  const label = document.createElement('label');
  const words = document.createElement('code');
  words.textContent = name;
  label.append(words, input);
  return label;
}

function set(name, value) {
  if (value === true) call.setAttribute(name, '');
  else if (value) call.setAttribute(name, value);
  else call.removeAttribute(name);
  write();
}

function write() {
  const pairs = [...call.attributes].filter(({ name }) => name !== 'id').map(({ name, value }) => (value ? `${name}="${value.replaceAll('"', '&quot;')}"` : name));
  markup.textContent = `<script type="module" src="${new URL('/rtc-elements.js', location.href)}"></script>\n<rtc-call ${pairs.join(' ')}></rtc-call>`;
}

function tell(event) {
  const line = document.createElement('li');
  line.textContent = `${new Date().toLocaleTimeString()}  ${event.type} ${JSON.stringify(detailsOf(event))}`;
  log.prepend(line);
  while (log.childElementCount > 200) log.lastElementChild.remove();
}

function detailsOf(event) {
  const { participant, error, ...rest } = Object.fromEntries(Object.keys(event).filter((key) => !['isTrusted', 'view'].includes(key)).map((key) => [key, event[key]]));
  return { ...rest, ...(participant && { participant: participant.name || participant.id }), ...(error && { error: error.code }) };
}

for (const [title, fields] of Object.entries(attributes)) {
  const group = document.createElement('fieldset');
  const legend = document.createElement('legend');
  legend.textContent = title;
  group.append(legend, ...Object.entries(fields).map(([name, kind]) => field(name, kind)));
  form.append(group);
}
for (const type of events) call.addEventListener(type, tell);
form.addEventListener('submit', (event) => event.preventDefault());
document.getElementById('copy').addEventListener('click', () => void navigator.clipboard.writeText(markup.textContent));
document.getElementById('clear').addEventListener('click', () => log.replaceChildren());
write();

// A greenhouse that says how it is, and does what it is told; and the page that looks after it. One of both, as the address says.
const call = document.getElementById('call');
const [celsius, handles, lamp, vent, state] = ['celsius', 'handles', 'lamp', 'vent', 'state'].map((id) => document.getElementById(id));
const isDevice = new URLSearchParams(location.search).get('as') === 'device';

/** What a reading may be; whatever comes from elsewhere is looked at first. */
const isDegrees = (value) => Number.isFinite(value) && Math.abs(value) < 100;
const isShare = (value) => Number.isInteger(value) && value >= 0 && value <= 100;

const show = (degrees) => (celsius.textContent = `${degrees.toFixed(1)} °C`);

/** Nobody is there to look, or to be told. */
const toNobody = () => undefined;

function beGreenhouse() {
  document.querySelector('h1').textContent = 'The greenhouse';
  const keeper = Object.assign(document.createElement('a'), { href: 'device.html', target: '_blank', textContent: 'the page that looks after it' });
  document.getElementById('about').replaceChildren('A camera, a thermometer, a lamp and a vent. Open ', keeper, ' in another tab, or on another device.');
  document.querySelector('legend').textContent = 'In here';
  call.setAttribute('display-name', 'Greenhouse');
  for (const name of ['muted', 'no-mirror']) call.setAttribute(name, '');
  call.removeAttribute('hide-self');
  handles.disabled = false;
  let degrees = 19;

  const tell = () => call.phase === 'live' && call.send('reading', { celsius: degrees, lamp: lamp.checked, vent: vent.valueAsNumber }).catch(toNobody);
  const changed = () => {
    state.textContent = `The lamp is ${lamp.checked ? 'on' : 'off'}, the vent ${vent.value} % open.`;
    tell();
  };
  call.addEventListener('rtc-data-received', ({ topic, data }) => {
    if (topic === 'lamp' && typeof data === 'boolean') lamp.checked = data;
    else if (topic === 'vent' && isShare(data)) vent.value = String(data);
    else return;
    changed();
  });
  handles.addEventListener('input', changed);
  for (const type of ['rtc-joined', 'rtc-participant-joined']) call.addEventListener(type, tell);
  // A lamp warms, a vent cools, and outside it is 12 degrees.
  setInterval(() => {
    const goal = 12 + (lamp.checked ? 16 : 7) * (1 - vent.valueAsNumber / 125);
    degrees += (goal - degrees) / 20;
    show(degrees);
    tell();
  }, 1000);
  show(degrees);
  changed();
}

function lookAfterIt() {
  call.setAttribute('view-only', '');
  document.querySelector('rtc-toolbar').setAttribute('controls', 'layout fullscreen leave');
  /** The one that said something last. */
  let device = '';

  const nobody = () => {
    device = '';
    handles.disabled = true;
    celsius.textContent = '–';
    state.textContent = 'No greenhouse is there.';
  };
  call.addEventListener('rtc-data-received', ({ topic, data, from }) => {
    if (topic !== 'reading' || !isDegrees(data?.celsius)) return;
    if (from !== device) state.textContent = `${call.participants.find(({ id }) => id === from)?.name || 'A greenhouse'} is there.`;
    device = from;
    handles.disabled = false;
    show(data.celsius);
    // What is in somebody's hand stays there.
    if (typeof data.lamp === 'boolean') lamp.checked = data.lamp;
    if (isShare(data.vent) && !vent.matches(':active')) vent.value = String(data.vent);
  });
  call.addEventListener('rtc-participant-left', ({ participant }) => participant.id === device && nobody());
  call.addEventListener('rtc-left', nobody);
  lamp.addEventListener('input', () => void call.send('lamp', lamp.checked, { to: [device] }).catch(toNobody));
  vent.addEventListener('input', () => void call.send('vent', vent.valueAsNumber, { to: [device] }).catch(toNobody));
}

document.querySelector('.instruments').addEventListener('submit', (event) => event.preventDefault());
if (isDevice) beGreenhouse();
else lookAfterIt();
call.setAttribute('autojoin', '');

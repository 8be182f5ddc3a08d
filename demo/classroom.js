// Who comes as what, and the line of raised hands.
const call = document.getElementById('call');
const hands = document.querySelector('.hands');
const role = new URLSearchParams(location.search).get('as');

if (role === 'pupil') for (const name of ['muted', 'camera-off']) call.setAttribute(name, '');
if (role) call.setAttribute('display-name', role === 'teacher' ? 'Teacher' : `Pupil ${Math.ceil(Math.random() * 99)}`);
call.setAttribute('autojoin', '');

/** In the order in which they went up. */
const line = new Map();

function follow() {
  const raised = call.participants.filter(({ hand }) => hand);
  for (const id of line.keys()) if (!raised.some((each) => each.id === id)) line.delete(id);
  for (const { id, name } of raised) line.set(id, name || 'Guest');
  const list = document.createElement('ol');
  for (const name of line.values()) list.append(Object.assign(document.createElement('li'), { textContent: name }));
  hands.querySelector('ol')?.remove();
  document.getElementById('nobody').hidden = line.size > 0;
  if (line.size > 0) hands.append(list);
}

for (const type of ['rtc-joined', 'rtc-participant-joined', 'rtc-participant-changed', 'rtc-participant-left', 'rtc-left']) call.addEventListener(type, follow);

// Two paddles and a ball: one's own paddle goes out sixty times in a second, the other's is drawn between what came in.
import { request, respond } from '../data.js';

const call = document.getElementById('call');
const table = document.getElementById('table');
const pen = table.getContext('2d');
const show = (id, text) => {
  const place = document.getElementById(id);
  if (place.textContent !== text) place.textContent = text;
};

/** Of the table, which is 1 high and 16/9 wide; per second where it is a speed. */
const [width, paddleHeight, paddleSpeed, ballSize] = [16 / 9, 0.2, 1.2, 0.03];
const rate = 60;
/** Milliseconds that the other's paddle is drawn late, so that there is something to draw between. */
const behind = 50;

let own = 0.5;
let direction = 0;
let ball = { x: width / 2, y: 0.5, vx: 0.7, vy: 0.4 };
let points = [0, 0];
let number = 0;
/** What came of the other's paddle lately: when, and where it was. */
let seen = [];
let counted = { newest: 0, came: 0, missed: 0, since: performance.now() };

const other = () => call.participants.find(({ isLocal }) => !isLocal);
/** Of two, who came first has the left side, and the ball. */
const isLeft = () => {
  const [self] = call.participants;
  const opponent = other();
  return !opponent || self.joinedAt < opponent.joinedAt || (self.joinedAt === opponent.joinedAt && self.id < opponent.id);
};
const between = (value, least, most) => Math.min(most, Math.max(least, value));
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

call.addEventListener('rtc-data-received', ({ topic, data }) => {
  // What others send is theirs to choose.
  if (topic !== 'paddle' || !isNumber(data?.y) || !isNumber(data.number)) return;
  if (counted.newest && data.number > counted.newest) counted.missed += Math.min(600, data.number - counted.newest - 1);
  counted.newest = data.number;
  counted.came++;
  seen = [...seen.slice(-9), { at: performance.now(), y: between(data.y, 0, 1) }];
  if (!isLeft() && data.ball && ['x', 'y', 'vx', 'vy'].every((name) => isNumber(data.ball[name]))) {
    ball = { ...data.ball };
    if (Array.isArray(data.points) && data.points.length === 2 && data.points.every(isNumber)) points = data.points;
  }
});

respond(call, 'ping', (data) => data);

for (const type of ['rtc-participant-joined', 'rtc-participant-left', 'rtc-left']) {
  call.addEventListener(type, () => {
    seen = [];
    points = [0, 0];
    counted = { newest: 0, came: 0, missed: 0, since: performance.now() };
    show('status', other() ? `Playing on the ${isLeft() ? 'left' : 'right'}` : 'Waiting for somebody to play with');
    if (!other()) for (const id of ['latency', 'rate', 'loss']) show(id, '–');
  });
}

async function measure() {
  if (!other()) return;
  const asked = performance.now();
  try {
    await request(call, 'ping', 0, { timeout: 2000 });
    show('latency', `${Math.round(performance.now() - asked)} ms`);
  } catch (error) {
    show('latency', error.code === 'peer-unreachable' ? 'no answer' : '–');
  }
  const { came, missed, since } = counted;
  const seconds = (performance.now() - since) / 1000;
  show('rate', String(Math.round(came / seconds)));
  show('loss', came + missed > 0 ? `${((100 * missed) / (came + missed)).toFixed(1)} %` : '–');
  counted = { ...counted, came: 0, missed: 0, since: performance.now() };
}

function tell() {
  if (call.phase !== 'live' || !other()) return;
  const state = { number: ++number, y: own, ...(isLeft() && { ball, points }) };
  // Outside a call, or one too many: the next is on its way.
  call.send('paddle', state, { reliable: false }).catch(() => undefined);
}

/** Where the other's paddle was a moment ago. */
function theirs() {
  const at = performance.now() - behind;
  const after = seen.findIndex((each) => each.at > at);
  if (after <= 0) return seen.at(after === 0 ? 0 : -1)?.y ?? 0.5;
  const [from, to] = [seen[after - 1], seen[after]];
  return from.y + ((to.y - from.y) * (at - from.at)) / (to.at - from.at || 1);
}

function move(seconds) {
  own = between(own + direction * paddleSpeed * seconds, paddleHeight / 2, 1 - paddleHeight / 2);
  if (!other()) return;
  ball.x += ball.vx * seconds;
  ball.y += ball.vy * seconds;
  if ((ball.y < 0 && ball.vy < 0) || (ball.y > 1 && ball.vy > 0)) ball.vy *= -1;
  if (!isLeft()) return;
  const hits = (y) => Math.abs(ball.y - y) < (paddleHeight + ballSize) / 2;
  if (ball.x < 0.06 && ball.x > 0.02 && ball.vx < 0 && hits(own)) ball.vx *= -1;
  if (ball.x > width - 0.06 && ball.x < width - 0.02 && ball.vx > 0 && hits(theirs())) ball.vx *= -1;
  if (ball.x > -0.1 && ball.x < width + 0.1) return;
  points[ball.x < 0 ? 1 : 0]++;
  ball = { x: width / 2, y: 0.5, vx: ball.x < 0 ? 0.7 : -0.7, vy: Math.random() - 0.5 };
}

function draw() {
  const size = table.height;
  const box = (x, y, w, h) => pen.fillRect((x - w / 2) * size, (y - h / 2) * size, w * size, h * size);
  pen.clearRect(0, 0, table.width, table.height);
  pen.fillStyle = getComputedStyle(table).color;
  const [left, right] = isLeft() ? [own, theirs()] : [theirs(), own];
  box(0.04, left, 0.02, paddleHeight);
  if (other()) {
    box(width - 0.04, right, 0.02, paddleHeight);
    box(ball.x, ball.y, ballSize, ballSize);
  }
  for (let y = 0.03; y < 1; y += 0.06) box(width / 2, y, 0.004, 0.03);
  show('points', points.join(' : '));
}

const keys = { ArrowUp: -1, ArrowDown: 1 };
table.addEventListener('keydown', (event) => {
  if (!(event.key in keys)) return;
  event.preventDefault();
  direction = keys[event.key];
});
table.addEventListener('keyup', ({ key }) => {
  if (keys[key] === direction) direction = 0;
});
table.addEventListener('blur', () => (direction = 0));
table.addEventListener('pointermove', ({ clientY, pointerType, buttons }) => {
  if (pointerType !== 'mouse' && buttons === 0) return;
  const { top, height } = table.getBoundingClientRect();
  own = between((clientY - top) / height, paddleHeight / 2, 1 - paddleHeight / 2);
});

let drawn = performance.now();
function frame(now) {
  move(Math.min(0.1, (now - drawn) / 1000));
  drawn = now;
  draw();
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);
setInterval(tell, 1000 / rate);
setInterval(measure, 1000);

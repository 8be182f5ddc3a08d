// The states of a support button, its panel and the desk.
import { live, prejoin, show } from './made-up.js';
import { pastVisitor, room, showDesk, showSupport, visitor } from './made-up-support.js';
import { section } from './states-page.js';

const deskKey = 'tjh4ld3oMQ7fnQ5GKH75Pq3zaI2tcu0e-lpWn-F_QA4';
const shop = { desk: 'Fern & Field', deskKey };
const agent = { id: 'agent', name: 'Grace Hopper' };
const waiting = { phase: 'waiting', since: 0, room, ahead: null };
const called = { phase: 'called', since: 0, room, agent, met: true };
const form = { ...shop, prechat: 'name! email! topic message' };
const open = { ...shop, offlineUrl: '/offline' };
const closed = { hours: 'Mon 0:00-0:01' };
/** When it opens again is always the same day, so that pictures can be compared. */
const opensAt = new Date(2026, 0, 5, 9);

export async function supports([ada, grace]) {
  const add = section('support', 'Support');
  const launchers = async (caption, properties, state) => {
    const element = support(properties);
    await add(caption, page(element), undefined, 'launcher');
    if (!state) return;
    await showSupport(element, state);
    await element.closePanel();
  };
  await launchers('The button, before anything is known', shop);
  await launchers('Somebody is there', { ...shop, server: '/2/peer' });
  await launchers('Everybody is in a call', shop, { desk: 'busy' });
  await launchers('Everybody is away', shop, { desk: 'away' });
  await launchers('It is closed', { ...shop, ...closed });
  await launchers('Nobody is there', { ...shop, server: '/0/peer' });
  await launchers('During a call', shop, { step: 'call' });
  await launchers('At the other side', { ...shop, server: '/2/peer', position: 'bottom-start' });
  await launchers('In the page', { ...shop, server: '/2/peer', position: 'inline', label: 'Ask a gardener' });

  const panel = async (caption, properties, state) => {
    const element = support(properties);
    await add(caption, page(element), undefined, 'panel');
    return showSupport(element, state);
  };
  await panel('Whoever opens it', shop);
  await panel('By sound alone, and nobody can tell who answers', { desk: 'Fern & Field', mode: 'audio' });
  await panel('No text chat yet; a long name', { desk: 'Gartenbaugenossenschaft Süd-West, Abteilung Zimmerpflanzen und Kakteen aller Art', deskKey, mode: 'chat' });
  await panel('It cannot call', shop, { problem: 'unsupported-browser' });
  await panel('Looking who is there', shop, { desk: 'unknown' });
  await panel('What is asked before', form, { step: 'prechat' });
  const fieldProblems = new Map(Object.entries({ name: 'missing', email: 'invalid', message: 'too-long' }));
  await panel('What is wrong with it', form, { step: 'prechat', fieldProblems, values: { email: 'ada@', message: 'My fern is not well' } });
  await show(await panel('It rings', shop, { step: 'ringing', visit: waiting }), prejoin({ microphone: 'on', camera: 'on' }));
  await show(await panel('It rings: third in line', shop, { desk: 'busy', step: 'ringing', visit: { ...waiting, ahead: 2 } }), prejoin({ microphone: 'on' }));
  const refused = { step: 'ringing', visit: waiting, deviceProblem: 'media-denied', isConnected: false };
  await show(await panel('It rings, without devices and without the server', { ...shop, mode: 'audio' }, refused), prejoin());
  await show(await panel('In the call', shop, { step: 'call', visit: called }), live([ada, grace]));
  await panel('After the call', shop, { step: 'rating', last: { seconds: 250, reason: 'ended' } });
  await panel('The rating is sent', shop, { step: 'thanks' });
  await panel('Nobody is there', open, { desk: 'offline', step: 'offline' });
  await panel('Nobody is there, and no message can be left', shop, { desk: 'offline', step: 'offline', isConnected: false });
  await panel('Everybody is away: the message cannot be sent', open, {
    desk: 'away',
    values: { email: 'ada@' },
    message: { isRefused: true, problems: new Map([['email', 'invalid'], ['message', 'missing']]) },
  });
  await panel('It is closed', { ...open, ...closed }, { desk: 'offline' });
  await panel('The message is sent', open, { desk: 'offline', step: 'sent' });
  await panel('The message is kept', open, { desk: 'offline', step: 'sent', message: { isKept: true } });
  await panel('Dark, at the other side', { ...shop, theme: 'dark', position: 'bottom-start' });
}

export async function desks([ada, grace]) {
  const add = section('desk', 'The desk');
  const desk = async (caption, properties, shape, state) => {
    const element = Object.assign(document.createElement('rtc-desk'), { desk: 'Fern & Field', deskKey, agentName: 'Grace Hopper', ...properties });
    await add(caption, element, undefined, shape);
    return state ? showDesk(element, state) : element;
  };
  const complains = async (caption, properties, file) => {
    const element = await desk(caption, properties);
    await customElements.whenDefined('rtc-desk');
    await element.updateComplete;
    await element.signIn(file).catch(() => undefined);
  };
  const queue = [
    visitor('Vera Rubin', 12, { topic: 'My fern is not well', fields: { email: 'vera@example.org' }, context: JSON.stringify({ basket: 'Pilea, Cereus', total: '€39', 'customer since': 2021 }) }),
    visitor('Maria de los Ángeles Fernández-Villavicencio y Martínez', 4, { mode: 'audio', topic: 'A long question about the pots that came with the plants, and about the plants that came without any pots at all' }),
    visitor('', 0, { mode: 'chat', title: 'How to repot a cactus' }),
  ];
  const crowd = Array.from({ length: 12 }, (_, index) => visitor(`Visitor ${index + 1}`, 14 - index, { topic: index % 2 ? '' : 'Delivery' }));
  const past = [
    pastVisitor('Alan Turing', { seconds: 250, rating: { stars: 4, comment: 'Friendly, and it helped.' } }),
    pastVisitor('Mary Jackson', { outcome: 'taken', by: 'Hedy Lamarr' }),
    pastVisitor('Annie Easley', { outcome: 'left' }),
  ];
  await desk('Signing in', {});
  await desk('Without a key, and nobody has said who', { deskKey: '', agentName: '' });
  await complains('The wrong kind of file', {}, 'A poem');
  const other = { type: 'rtc-elements desk key', version: 1, publicKey: 'A'.repeat(43), privateKey: 'A'.repeat(43) };
  await complains('The file of another desk', {}, JSON.stringify(other));
  await desk('On the way in', {}, '', { phase: 'signing-in' });
  await desk('Nobody waits; narrow', {}, 'narrow', {});
  await desk('Several wait; narrow', {}, 'narrow', { waiting: queue, past });
  await show(await desk('In a call; narrow', {}, 'narrow', { waiting: queue.slice(1), answered: { visitor: queue[0], room } }), live([grace, ada]));
  await desk('Nobody waits', {}, 'wide', { past });
  await desk('Several wait', {}, 'wide', { waiting: queue, past });
  await desk('Away, and many wait', {}, 'wide', { away: true, waiting: crowd });
  await desk('Connecting', {}, 'wide', { waiting: queue.slice(1), answered: { visitor: queue[0] } });
  await show(await desk('In a call', {}, 'wide', { waiting: queue.slice(1), past, answered: { visitor: queue[0], room } }), live([grace, ada]));
  await desk('The visitor did not come', {}, 'wide', { past, notice: 'visitorNotCome' });
  await desk('The server is lost; without a key', { deskKey: '' }, 'wide', { server: 'reconnecting' });
  await desk('Every place is taken', {}, 'wide', { phase: 'full' });
}

function support({ position = '', ...properties }) {
  const element = Object.assign(document.createElement('rtc-support'), properties);
  // By its attribute, as its styles ask for it.
  if (position) element.setAttribute('position', position);
  Object.defineProperty(element, 'opensAt', { value: opensAt });
  return element;
}

/** A page that has a support button. */
function page(element) {
  const box = Object.assign(document.createElement('div'), { className: 'page' });
  box.append(element);
  return box;
}

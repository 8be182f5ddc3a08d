import type { Caller } from '../../e2e/support/caller.ts';
import { saidAt } from '../account.ts';
import { Observation, pause } from '../observation.ts';
import { amount, type Figure, milliseconds, type Result } from '../result.ts';
import type { Meeting, Scene } from '../scene.ts';

/** Milliseconds; `look` is how long is looked before it happens, and after. */
const limits = { freeze: 500, back: 2000, newcomer: 10_000, look: 3000 } as const;

/** The signalling server is killed for so many milliseconds; the call does not need it, and whoever is new does. */
export async function serverKilled(scene: Scene, { duration }: { duration: number }): Promise<Result> {
  const meeting = await scene.meet();
  const early = await scene.caller(await scene.newcomer('Eve'), {});
  // Before its code is there, a page can do nothing.
  await early.page.waitForNetworkIdle();
  const observation = new Observation(meeting);
  await pause(limits.look);
  const usual = await observation.freezeFigures(observation.from, Date.now());
  await scene.killServer();
  const killedAt = Date.now();
  // Somebody who wants in meanwhile is let in when that is possible.
  await pause(duration / 2);
  const askedAt = Date.now();
  const alone = await observation.freezeFigures(killedAt, askedAt, limits.freeze);
  // Whether it is told that this cannot be is not the question here.
  early.page.evaluate(() => witness.callIn('').join()).catch(() => undefined);
  const works = await workFigures(meeting);
  await pause(killedAt + duration - Date.now());
  await scene.restartServer();
  const backAt = Date.now();
  const back = await backFigures(meeting, backAt);
  await pause(backAt + limits.look - Date.now());
  const returned = await observation.freezeFigures(backAt, Date.now(), limits.freeze);
  // Somebody who joins costs the processor something, with a server as without.
  const joining = await observation.freezeFigures(askedAt, backAt);
  const late = await scene.caller(await scene.newcomer('Cyd'));
  const figures = [
    ...named('longest freeze after it died', alone),
    ...named('longest freeze after its return', returned),
    ...named('freeze before it', usual),
    ...named('freeze while somebody joins', joining),
    ...works,
    ...back,
    await newcomerFigure('asked meanwhile', early, { asked: askedAt, backAt }, meeting),
    await newcomerFigure('came afterwards', late, { asked: backAt, backAt }, meeting),
    ...(await observation.messageFigures()),
    ...(await observation.calmFigures()),
    ...(await observation.connectionFigures()),
  ];
  return { figures, notes: await observation.notes() };
}

/** What needs no server works without one; milliseconds until the other side knew. */
async function workFigures({ ada, bob }: Meeting): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [one, other] of [[ada, bob], [bob, ada]] as const) {
    for (const on of [false, true]) {
      const start = Date.now();
      await one.setMicrophone(on);
      await other.sees(one.name, { microphone: on ? 'on' : 'off' });
      figures.push(milliseconds(`microphone of ${one.name} ${on ? 'on' : 'off'} without a server`, Date.now() - start, 2000));
    }
  }
  return [...figures, ...(await switchFigures(ada)), ...(await switchFigures(bob))];
}

/** Another microphone, where the browser has more than one to pretend with. */
async function switchFigures({ name, page }: Caller): Promise<Figure[]> {
  const taken = await page.evaluate(async () => {
    const devices = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'audioinput');
    const other = devices.at(-1);
    if (!other || devices.length < 2) return undefined;
    const start = Date.now();
    await witness.callIn('').setDevice('microphone', other.deviceId);
    return Date.now() - start;
  });
  return taken === undefined ? [] : [milliseconds(`another microphone for ${name} without a server`, taken, 2000)];
}

async function backFigures({ ada, bob }: Meeting, since: number): Promise<Figure[]> {
  await Promise.all([ada.hearsOfServer('connected'), bob.hearsOfServer('connected')]);
  return Promise.all(
    [ada, bob].map(async ({ name, page }) => {
      const { events } = await page.evaluate(() => gauge.report());
      const said = saidAt(events, since - limits.back, ({ type, detail }) => type === 'rtc-connection-changed' && detail.state === 'connected');
      return milliseconds(`server back for ${name}`, Math.max(0, said - since), limits.back);
    }),
  );
}

async function newcomerFigure(who: string, newcomer: Caller, { asked, backAt }: { asked: number; backAt: number }, { ada, bob }: Meeting): Promise<Figure> {
  try {
    await Promise.all([ada, bob].map((caller) => caller.sees(newcomer.name, { connection: 'live' })));
    const accounts = await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => gauge.report())));
    const joined = accounts.map(({ events }) => saidAt(events, asked, ({ type, detail }) => type === 'rtc-participant-joined' && detail.participant?.name === newcomer.name));
    // Whoever was on the screen before a call when the server died has links already.
    return milliseconds(`newcomer who ${who}, with both after its return`, Math.max(0, ...joined.map((at) => at - backAt)), limits.newcomer);
  } catch {
    return amount(`newcomer who ${who} and is not let in`, 1, 0);
  }
}

function named(what: string, figures: readonly Figure[]): Figure[] {
  return figures.map((figure) => ({ ...figure, what: figure.what.replace('longest freeze', what) }));
}

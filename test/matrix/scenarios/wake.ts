import { Observation, pause } from '../observation.ts';
import { amount, type Figure, type Result } from '../result.ts';
import type { Meeting, Scene } from '../scene.ts';

/** Milliseconds. */
const limits = { back: 4000 } as const;

/** Her interface has another address from now on. */
export function addressChange(scene: Scene): Promise<Result> {
  return awoken(scene, () => scene.ada.host.changeAddress());
}

/** Her interface is down for so many milliseconds. */
export function unplugged(scene: Scene, { duration }: { duration: number }): Promise<Result> {
  return awoken(scene, async () => {
    await scene.ada.host.unplug();
    await pause(duration);
    await scene.ada.host.plug();
  });
}

/** Her whole browser stands still for so many milliseconds. */
export function asleep(scene: Scene, { duration }: { duration: number }): Promise<Result> {
  return awoken(scene, async () => {
    scene.ada.browser.stopProcess();
    await pause(duration);
    scene.ada.browser.continueProcess();
  });
}

/** Her page is frozen for so many milliseconds (Chromium; Page Lifecycle §4). */
export function frozen(scene: Scene, { duration }: { duration: number }): Promise<Result> {
  return awoken(scene, async ({ ada }) => {
    const session = await ada.page.createCDPSession();
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await pause(duration);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    // Chromium hides what it freezes, and shows it again only from behind another page.
    const other = await ada.page.browserContext().newPage();
    await other.bringToFront();
    await ada.page.bringToFront();
    await other.close();
    await session.detach();
  });
}

/** Her tab is behind another for so many milliseconds, on a processor so many times slower (Chromium). */
export function hidden(scene: Scene, { duration, slowdown }: { duration: number; slowdown: number }): Promise<Result> {
  return awoken(scene, async ({ ada }) => {
    const session = await ada.page.createCDPSession();
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const other = await ada.page.browserContext().newPage();
    await other.bringToFront();
    if ((await ada.page.evaluate(() => document.visibilityState)) !== 'hidden') throw new Error('The tab behind is not hidden');
    await pause(duration);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await ada.page.bringToFront();
    await other.close();
    await session.detach();
  });
}

/** Something happens to Ada, whose microphone is off, and is over. */
async function awoken(scene: Scene, happen: (meeting: Meeting) => Promise<void>): Promise<Result> {
  const meeting = await scene.meet();
  await meeting.ada.setMicrophone(false);
  await meeting.bob.sees('Ada', { microphone: 'off' });
  await meeting.bob.hears(0);
  const observation = new Observation(meeting, [meeting.ada]);
  await happen(meeting);
  const over = Date.now();
  await observation.untilBack(over);
  const figures = [
    ...(await observation.backFigures(over, limits.back)),
    ...(await offFigures(meeting, observation.from)),
    ...(await observation.messageFigures()),
    ...(await observation.calmFigures()),
    ...(await observation.connectionFigures()),
  ];
  return { figures, notes: await observation.notes() };
}

/** A device that was off stays off. */
async function offFigures({ ada, bob }: Meeting, since: number): Promise<Figure[]> {
  const { sounds } = await bob.page.evaluate(() => gauge.report());
  const known = await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => witness.callIn('').participants.find(({ name }) => name === 'Ada')?.microphone)));
  return [
    amount('heard although her microphone was off', sounds.filter((at) => at >= since).length, 0),
    amount('sides that believe it is on', known.filter((state) => state !== 'off').length, 0),
  ];
}

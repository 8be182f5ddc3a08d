import { Observation, pause } from '../observation.ts';
import { amount, type Result } from '../result.ts';
import type { Scene } from '../scene.ts';

/** Milliseconds. */
const limits = { back: 4000 } as const;

/** Ada goes to another page for so many milliseconds, and back: the call begins again by itself. */
export async function backAndForth(scene: Scene, { duration }: { duration: number }): Promise<Result> {
  const meeting = await scene.meet();
  const { ada, bob } = meeting;
  const observation = new Observation(meeting);
  await ada.page.goto(scene.elsewhere());
  await pause(duration);
  const over = Date.now();
  await ada.page.goBack();
  const { wakes } = await ada.page.evaluate(() => gauge.report());
  // A page that was loaded anew follows nobody yet.
  if (wakes.length === 0) await ada.page.evaluate(() => gauge.follow('Bob'));
  await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
  await observation.untilBack(over);
  const figures = [...(await observation.backFigures(over, limits.back)), amount('came out of the back/forward cache', wakes.length)];
  return { figures, notes: await observation.notes() };
}

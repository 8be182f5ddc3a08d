import { Observation, pause } from '../observation.ts';
import type { Result } from '../result.ts';
import type { Scene } from '../scene.ts';

/** Milliseconds. */
const limits = { back: 3000 } as const;

/** What fails first, and what comes back first. */
export const orders = ['server-cut-server-cut', 'server-cut-cut-server', 'cut-server-cut-server', 'cut-server-server-cut'] as const;
export type Order = (typeof orders)[number];

/** The server is dead and Ada is cut off, overlapping; `step`: milliseconds between one thing and the next. */
export async function serverAndCut(scene: Scene, { order, step }: { order: Order; step: number }): Promise<Result> {
  const meeting = await scene.meet();
  const observation = new Observation(meeting);
  const begin = { server: () => scene.killServer(), cut: () => scene.ada.host.cut() };
  const end = { server: () => scene.restartServer(), cut: () => scene.ada.host.heal() };
  const [first, second, third, fourth] = order.split('-') as ('server' | 'cut')[];
  for (const act of [begin[first!], begin[second!], end[third!]]) {
    await act();
    await pause(step);
  }
  await end[fourth!]();
  const whole = Date.now();
  await observation.untilBack(whole);
  const figures = [
    ...(await observation.backFigures(whole, limits.back)),
    ...(await observation.messageFigures()),
    ...(await observation.calmFigures()),
    ...(await observation.connectionFigures()),
  ];
  return { figures, notes: await observation.notes() };
}

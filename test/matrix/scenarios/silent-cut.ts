import type { Look } from '../account.ts';
import { Observation, pause } from '../observation.ts';
import { amount, type Figure, type Result } from '../result.ts';
import type { Meeting, Scene } from '../scene.ts';

/** Milliseconds. */
const limits = { reconnecting: 5000, back: 3500 } as const;
/** A shorter cut may be over before it has to be said. */
const saidFrom = 6000;
/** Of 255: the last picture, and not a black one. */
const blackest = 10;

/** Nothing gets through between Ada and anybody for so many milliseconds, and no program is told. */
export async function silentCut(scene: Scene, { duration }: { duration: number }): Promise<Result> {
  const meeting = await scene.meet();
  const observation = new Observation(meeting);
  await scene.ada.host.cut();
  const cutAt = Date.now();
  await pause(Math.min(duration, 2 * limits.reconnecting) - 500);
  const looks = duration >= saidFrom ? await lookFigures(meeting) : [];
  await pause(cutAt + duration - Date.now());
  await scene.ada.host.heal();
  const healedAt = Date.now();
  await observation.untilBack(healedAt);
  const figures = [
    ...(duration >= saidFrom ? await observation.reconnectingFigures(cutAt, limits.reconnecting) : []),
    ...looks,
    ...(await observation.backFigures(healedAt, limits.back)),
    ...(await observation.messageFigures()),
    ...(await observation.calmFigures()),
    ...(await observation.connectionFigures()),
  ];
  return { figures, notes: await observation.notes() };
}

/** Both see the last picture of the other, dimmed, not black. */
async function lookFigures({ ada, bob }: Meeting): Promise<Figure[]> {
  const looks = await Promise.all([ada.page.evaluate(() => gauge.lookOf('Bob')), bob.page.evaluate(() => gauge.lookOf('Ada'))]);
  return looks.flatMap((look, index) => {
    const sees = index === 0 ? 'Ada of Bob' : 'Bob of Ada';
    return [
      amount(`tile that looks wrong in the cut, ${sees}`, isRight(look) ? 0 : 1, 0),
      amount(`opacity of the last picture, ${sees}`, look.opacity),
      amount(`brightness of the last picture, ${sees}`, look.brightness),
    ];
  });
}

function isRight({ reconnecting, opacity, brightness }: Look): boolean {
  return reconnecting && opacity > 0 && opacity < 1 && brightness > blackest;
}

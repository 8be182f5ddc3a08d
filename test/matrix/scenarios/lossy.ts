import { Observation, pause } from '../observation.ts';
import type { Result } from '../result.ts';
import type { Scene } from '../scene.ts';

/** Ada's path loses `loss` packets of a hundred each way and takes `delay` milliseconds one way, for `duration` milliseconds. */
export async function lossy(scene: Scene, { loss, delay, duration }: { loss: number; delay: number; duration: number }): Promise<Result> {
  const meeting = await scene.meet();
  await scene.ada.host.condition({ loss, delay });
  const observation = new Observation(meeting);
  await pause(duration);
  const [connections, freezes] = [await observation.connectionFigures(0), await observation.freezeFigures(observation.from, Date.now())];
  await scene.ada.host.condition({});
  return { figures: [...connections, ...freezes, ...(await observation.messageFigures()), ...(await observation.calmFigures())], notes: await observation.notes() };
}

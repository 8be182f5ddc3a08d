import { eventOf, type StoryEvent } from '../story.ts';
import type { Attendee, MeshModel } from './mesh-model.ts';

/** How many may be in the room at once; a mesh carries eight. */
const most = 8;
/** Addresses that ghosts may take from the sixteen, too. */
const mostHeld = 14;

/** How often each happens, compared with the others. */
const kinds = {
  join: 24,
  leave: 3,
  close: 2,
  crash: 1,
  'lose power': 1,
  cut: 10,
  heal: 10,
  'cut off from the server': 3,
  'reach the server': 4,
  'stop the server': 2,
  'start the server': 6,
  toggle: 14,
  replace: 4,
  rename: 6,
  say: 18,
  hide: 3,
  show: 4,
  sleep: 3,
  block: 3,
  wake: 8,
} as const;
type Kind = keyof typeof kinds;

export type ModelEvent = StoryEvent<Kind>;

export const modelEvent = eventOf(kinds, most);

export async function happen(model: MeshModel, { what, who, other, then }: ModelEvent): Promise<void> {
  const [one, two] = [model.at(who), model.at(other)];
  model.note(`${what} ${one?.person.name ?? ''} ${two?.person.name ?? ''}`);
  if (what === 'join') {
    if (!one && model.server.held < mostHeld) model.join(who);
  } else if (what === 'stop the server') model.server.stop();
  else if (what === 'start the server') model.server.start();
  else if (one) happenTo(model, what, one, two, other);
  await model.time.pass(then);
}

function happenTo(model: MeshModel, what: Kind, one: Attendee, two: Attendee | undefined, which: number): void {
  const { page } = one;
  const path = two && two !== one ? model.paths.between(page, two.page) : undefined;
  const actions: Partial<Record<Kind, () => void>> = {
    leave: () => model.leave(one, { closes: false }),
    close: () => model.leave(one, { closes: true }),
    crash: () => model.vanish(one, { leavesGhost: false }),
    'lose power': () => model.vanish(one, { leavesGhost: true }),
    cut: () => path?.cut(true),
    heal: () => path?.cut(false),
    'cut off from the server': () => model.server.cutOff(page, true),
    'reach the server': () => model.server.cutOff(page, false),
    toggle: () => model.toggle(one, which),
    replace: () => model.replace(one, which),
    rename: () => model.rename(one),
    say: () => model.say(one),
    hide: () => page.show(false),
    show: () => page.show(true),
    sleep: () => model.become(page, 'asleep'),
    block: () => model.become(page, 'busy'),
    wake: () => model.become(page, 'awake'),
  };
  actions[what]?.();
}

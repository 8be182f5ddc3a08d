import { randomUUID } from 'node:crypto';
import type { Page } from 'puppeteer';
import { openPage, type PageOptions } from './browser.ts';
import type * as Bare from './page/bare.ts';
import type * as Raw from './page/raw.ts';
import type { Arm, Sample } from './rounds.ts';
import { firstFrame, inTime, type Stage } from './stage.ts';

declare global {
  var raw: typeof Raw;
  var bare: typeof Bare;
}

/**
 * From the click until the first frame of the other's picture, on either side; and `fromOffer`, for the joiner: what is left
 * when the socket is open and both know of each other.
 */
export type Side = 'joiner' | 'other' | 'fromOffer';
type Frames = Readonly<Record<'joiner' | 'other', number>>;

/** The joiner calls somebody who waits; everything that is not the call itself has happened before, as the arm's name says. */
export const arms = {
  'raw, socket open': minimal('raw', { cold: false }),
  'raw, cold': minimal('raw', { cold: true }),
  'PeerJS, socket open': minimal('bare', { cold: false }),
  'PeerJS, cold': minimal('bare', { cold: true }),
  'joiner dials': ours({ standby: false, joinerDials: true }),
  'joiner is dialled': ours({ standby: false, joinerDials: false }),
  standby: ours({ standby: true, joinerDials: true }),
  'standby, joiner was dialled': ours({ standby: true, joinerDials: false }),
} satisfies Record<string, Arm<Side>>;

export type ArmName = keyof typeof arms;

function minimal(script: 'raw' | 'bare', { cold }: { cold: boolean }): Arm<Side> {
  return async (stage, delay) => {
    const page = { url: stage.pages.blank, script };
    return withPages(stage, [page, page], async (joiner, other) => {
      const [self, to] = [randomUUID(), randomUUID()];
      const server = stage.servers[script === 'raw' ? 'raw' : 'peer'];
      const open = (page: Page, id: string) => page.evaluate((name, ...where) => globalThis[name].open(...where), script, server, id);
      await Promise.all([open(other, to), cold || open(joiner, self)]);
      stage.setDelay(delay);
      const begun = await joiner.evaluate(
        async (name, isOpen, ...[url, id, whom]) => {
          const start = instrument.now();
          if (!isOpen) await globalThis[name].open(url, id);
          await globalThis[name].call(whom);
          return start;
        },
        script,
        !cold,
        server,
        self,
        to,
      );
      return since(begun, joiner, other);
    });
  };
}

function ours({ standby, joinerDials }: { standby: boolean; joinerDials: boolean }): Arm<Side> {
  return async (stage, delay) => {
    // The library lets Firefox be dialled by others: that is how to say here who dials.
    const dialled = { url: stage.pages.library, userAgent: `${await stage.browsers[0].userAgent()} Firefox/1` };
    const dialling = { url: stage.pages.library };
    return withPages(stage, joinerDials ? [dialling, dialled] : [dialled, dialling], async (joiner, other) => {
      const quiet = { room: randomUUID(), 'no-standby': '' };
      await other.evaluate((attributes) => instrument.mount(attributes), quiet);
      await other.evaluate(() => instrument.join());
      // A link that stands by knows its wires already.
      if (standby) stage.setDelay(delay);
      await joiner.evaluate((attributes) => instrument.mount(attributes), standby ? { room: quiet.room } : quiet);
      if (standby) await Promise.all([joiner, other].map((page) => page.evaluate(() => instrument.linked.happened)));
      stage.setDelay(delay);
      const begun = await joiner.evaluate(() => instrument.join());
      const sample = await since(begun, joiner, other);
      if (standby) return sample;
      const offered = await (joinerDials ? joiner : other).evaluate(() => instrument.offered.happened);
      return { ...sample, fromOffer: sample.joiner - (offered - begun) };
    });
  };
}

async function since(begun: number, joiner: Page, other: Page): Promise<Frames> {
  const frames = await Promise.all([firstFrame(joiner), firstFrame(other)]);
  return { joiner: frames[0] - begun, other: frames[1] - begun };
}

async function withPages(
  { browsers, setDelay }: Stage,
  options: readonly [PageOptions, PageOptions],
  run: (joiner: Page, other: Page) => Promise<Sample<Side>>,
): Promise<Sample<Side>> {
  setDelay(0);
  const [joiner, other] = await Promise.all([openPage(browsers[0], options[0]), openPage(browsers[1], options[1])]);
  try {
    return await inTime(run(joiner, other));
  } finally {
    await Promise.all([joiner.close(), other.close()]);
  }
}

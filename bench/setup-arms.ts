import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'puppeteer';
import { openPage, type PageOptions } from './browser.ts';
import type * as Bare from './page/bare.ts';
import type * as Raw from './page/raw.ts';

declare global {
  var raw: typeof Raw;
  var bare: typeof Bare;
}

/** Milliseconds from the click until the first frame of the other's picture, on either side. */
export interface Sample {
  readonly joiner: number;
  readonly other: number;
  /** From the offer, for the joiner: what is left when the socket is open and both know of each other. */
  readonly fromOffer?: number;
}

/** Two browser processes, and where they find what they need. */
export interface Stage {
  readonly browsers: readonly [joiner: Browser, other: Browser];
  /** A blank page, and one with the library's script tag. */
  readonly pages: { readonly blank: string; readonly library: string };
  /** Origins, at the other end of the wires. */
  readonly servers: { readonly peer: string; readonly raw: string };
  /** One way, in milliseconds. */
  readonly setDelay: (milliseconds: number) => void;
  /** Starts another browser in the place of one that has ended; true if there was one. */
  readonly revive: () => Promise<boolean>;
}

/** Sets a call up, once; `delay` is one way, in milliseconds, and lasts from the click on. */
export type Arm = (stage: Stage, delay: number) => Promise<Sample>;

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
} satisfies Record<string, Arm>;

export type ArmName = keyof typeof arms;

function minimal(script: 'raw' | 'bare', { cold }: { cold: boolean }): Arm {
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

function ours({ standby, joinerDials }: { standby: boolean; joinerDials: boolean }): Arm {
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

/** Not longer than this, or it has failed. Milliseconds. */
const patience = 20_000;

async function since(begun: number, joiner: Page, other: Page): Promise<Sample> {
  const firstFrame = (page: Page) => page.evaluate(() => instrument.firstFrame.happened);
  const frames = await Promise.all([firstFrame(joiner), firstFrame(other)]);
  return { joiner: frames[0] - begun, other: frames[1] - begun };
}

async function withPages(
  { browsers, setDelay }: Stage,
  options: readonly [PageOptions, PageOptions],
  run: (joiner: Page, other: Page) => Promise<Sample>,
): Promise<Sample> {
  setDelay(0);
  const [joiner, other] = await Promise.all([openPage(browsers[0], options[0]), openPage(browsers[1], options[1])]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No frame within ${patience} ms`)), patience);
  });
  try {
    return await Promise.race([run(joiner, other), tooLate]);
  } finally {
    clearTimeout(timer);
    await Promise.all([joiner.close(), other.close()]);
  }
}

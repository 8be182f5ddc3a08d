import type { Page } from 'puppeteer';
import { openContext, openPage } from './browser.ts';
import { deskElement, newDesk, supportButton } from './desk.ts';
import type * as Support from './page/support.ts';
import type { Arm, Sample } from './rounds.ts';
import { arms as setups } from './setup-arms.ts';
import { firstFrame, inTime, type Stage } from './stage.ts';

declare global {
  var support: typeof Support;
}

/**
 * From pointing at the button until the desk has proven itself; from asking for somebody until the desk rings; and from the
 * agent's answer until the other's first frame, at the agent and at the visitor.
 */
export type Part = 'ready' | 'ringing' | 'agent' | 'visitor';

/** A whole support call each, from a visitor who comes for the first time; and what raw WebRTC takes of it. */
export const arms = {
  raw: rawCall,
  'raw, again': rawCall,
  late: supportCall(''),
  standby: supportCall('standby'),
} satisfies Record<string, Arm<Part>>;

export type ArmName = keyof typeof arms;

/** What the server could tell of a desk, it does not: the button says what the desk itself has said. */
const silentServer = '<script>globalThis.EventSource = class { close() {} };</script>';
/** No agent answers sooner: what is prepared while it rings, is. Milliseconds. */
const reaction = 2500;
/** From pointing at the button until both see each other. Milliseconds. */
const patience = 40_000;

/** Whoever dials is the one who wants the call: the agent. */
async function rawCall(stage: Stage, delay: number): Promise<Sample<Part>> {
  const { joiner, other } = await setups['raw, socket open'](stage, delay);
  return { agent: joiner, visitor: other };
}

function supportCall(attributes: '' | 'standby'): Arm<Part> {
  return async (stage, delay) => {
    stage.setDelay(0);
    const desk = newDesk();
    const [visitorPage, agentPage] = [stage.put(silentServer + supportButton(desk, attributes)), stage.put(deskElement(desk, attributes))];
    const context = await openContext(stage.browsers[0], new URL(visitorPage).origin);
    const open = (browser: Parameters<typeof openPage>[0], url: string) => openPage(browser, { url, script: 'support' });
    const [visitor, agent] = await Promise.all([open(context, visitorPage), open(stage.browsers[1], agentPage)]);
    try {
      await agent.evaluate((file) => support.signIn(file), desk.file);
      stage.setDelay(delay);
      return await inTime(call(visitor, agent, attributes === 'standby'), patience);
    } finally {
      await Promise.all([context.close(), agent.close()]);
    }
  };
}

async function call(visitor: Page, agent: Page, standby: boolean): Promise<Sample<Part>> {
  const ready = await visitor.evaluate(() => support.hover());
  await visitor.evaluate(() => support.openPanel());
  const asked = await visitor.evaluate(() => support.ring());
  const ringing = (await agent.evaluate(() => support.rung)) - asked;
  await Promise.all([visitor.evaluate(() => support.visitorReady()), agent.evaluate(() => support.agentReady())]);
  if (standby) await Promise.all([visitor, agent].map((page) => page.evaluate(() => instrument.linked.happened)));
  else await new Promise((resolve) => setTimeout(resolve, reaction));
  const answered = await agent.evaluate(() => support.answer());
  const [atAgent, atVisitor] = await Promise.all([firstFrame(agent), firstFrame(visitor)]);
  return { ready, ringing, agent: atAgent - answered, visitor: atVisitor - answered };
}

// The pictures of the README, of real calls: browsers, a server, and the elements as they were built. Only what cameras see is drawn.
//   npm run pictures
import { mkdirSync } from 'node:fs';
import type { CallState } from '../../src/core/call-state.ts';
import { AgentPage } from '../e2e/support/agent-page.ts';
import { Caller } from '../e2e/support/caller.ts';
import { type Household, household } from '../e2e/support/household.ts';
import type { Tab } from '../e2e/support/tab.ts';
import { VisitorPage } from '../e2e/support/visitor-page.ts';

const folder = 'docs/pictures';
const viewport = { width: 1200, height: 680 };

/** A tab in which the camera sees that person. */
async function open(house: Household, name: string, url: string): Promise<Tab> {
  const tab = await house.visit('chromium', `${house.server.origin}/demo/states.html?only=none`);
  const face = await tab.page.evaluate(async (who) => {
    const path = '/demo/made-up.js';
    const { live, person } = (await import(path)) as { person: (name: string) => object; live: (people: object[]) => Pick<CallState, 'media'> };
    const video = document.createElement('video');
    for (const media of live([person(who)]).media.values()) media.attach(video);
    return video.poster;
  }, name);
  await tab.page.setViewport(viewport);
  await tab.page.evaluateOnNewDocument(drawnCamera, face);
  await tab.page.goto(url);
  return tab;
}

/** Runs in the page. Without functions that have a name: what compiles this would mark them. */
function drawnCamera(face: string): void {
  const { mediaDevices } = navigator;
  // A page that is not secure has none, `about:blank` for one.
  if (!(mediaDevices as MediaDevices | undefined)) return;
  const real = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wishes) => {
    const stream = await real(wishes);
    const [camera] = stream.getVideoTracks();
    if (!camera) return stream;
    camera.stop();
    const picture = Object.assign(new Image(), { src: face });
    await picture.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
    const context = canvas.getContext('2d')!;
    let count = 0;
    setInterval(() => {
      // Nobody sits quite still.
      const sway = 8 * Math.sin(count++ / 8);
      context.drawImage(picture, sway - 8, -8, canvas.width + 16, canvas.height + 16);
    }, 66);
    // The browser's own microphone beeps: everybody would be ringed.
    const silence = new MediaStreamAudioDestinationNode(new AudioContext()).stream;
    return new MediaStream([...silence.getAudioTracks(), ...canvas.captureStream(15).getVideoTracks()]);
  };
}

/** Runs in the page: pictures begin small, and grow with what the way carries. */
function areSharp(): boolean {
  const roots: (Document | ShadowRoot)[] = [document];
  const videos: HTMLVideoElement[] = [];
  for (const root of roots) {
    videos.push(...root.querySelectorAll('video'));
    roots.push(...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []));
  }
  return videos.filter(({ clientHeight }) => clientHeight > 0).every(({ clientHeight, videoHeight }) => videoHeight >= clientHeight);
}

async function take({ page }: Tab, name: string): Promise<void> {
  await page.bringToFront();
  await page.mouse.move(0, 0);
  await page.waitForFunction(areSharp, { polling: 250 });
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    // Drawn with the other colours, and whatever faded is at its end.
    await page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)));
    });
    await page.screenshot({ path: `${folder}/${name}-${scheme}.webp`, type: 'webp', quality: 90 });
  }
}

describe('the pictures of the README', () => {
  const house = household();

  before('a place for them', () => mkdirSync(folder, { recursive: true }));

  it('three in a call, who write to each other', async () => {
    const style = '<style>:root { color-scheme: light dark; font-family: system-ui, sans-serif } body { margin: 0 } rtc-call { block-size: 100vh; border-radius: 0 }</style>';
    const names = ['Ada Lovelace', 'Grace Hopper', 'Mary Jackson'];
    const people: Caller[] = [];
    for (const name of names) {
      const url = house.page(style + house.tag({ 'display-name': name, resolution: '720p', 'frame-rate': '15' }), house.scriptTag);
      people.push(new Caller(name, house.room, await open(house, name, url)));
    }
    for (const person of people) await person.isWith(...names.filter((name) => name !== person.name));
    const [ada, grace, mary] = people as [Caller, Caller, Caller];
    // By the mouse: a key would leave a ring where the focus went.
    for (const person of people) await person.press('Chat');
    const chat = async ({ page }: Caller, text: string) => {
      const element = await page.waitForSelector('rtc-call >>> rtc-chat:defined');
      await element!.evaluate((each, words) => each.send(words), text);
      await ada.page.waitForSelector(`rtc-call >>> rtc-chat >>> ::-p-text(${text})`);
    };
    await chat(grace, 'The compiler is ready.');
    await chat(mary, 'Good. Shall we look at it together?');
    await chat(ada, 'Yes, please. I brought my notes.');
    for (const name of names.slice(1)) await ada.seesMoving(name);
    await take(ada.tab, 'call');
  });

  it('a visitor of a shop, and who answered', async () => {
    const desk = new AgentPage('Robin', await open(house, 'Robin', `${house.server.origin}/demo/desk.html`));
    await desk.page.click('#sign-in');
    const shop = new VisitorPage('Mary Jackson', await open(house, 'Mary Jackson', `${house.server.origin}/demo/shop.html`));
    await shop.status('online');
    await shop.pressLauncher();
    await shop.call();
    await shop.fill('Your name', 'Mary Jackson');
    await shop.press('Call');
    await desk.press('Answer next');
    await shop.seesMoving('Robin');
    await desk.seesMoving('Mary Jackson');
    await take(shop.tab, 'support');
    await desk.page.evaluate(() => document.querySelector('rtc-desk')!.scrollIntoView());
    await take(desk.tab, 'desk');
  });
});

import { readFileSync } from 'node:fs';
import type { DataConnection, MediaConnection, Peer } from 'peerjs';
import type { BrowserName } from './browser-processes.ts';
import type { Household } from './household.ts';
import { patience, type Tab } from './tab.ts';

/** PeerJS from npm, unmodified, as a classic script. */
export const stockScript = `<script>${readFileSync('node_modules/peerjs/dist/peerjs.min.js', 'utf8')}</script>`;

/** Of its own accord PeerJS makes a connection with these, to see what the browser can; it is never used. */
export function expectItsServers(house: Household): void {
  for (const url of ['stun:stun.l.google.com:19302', 'turn:eu-0.turn.peerjs.com:3478', 'turn:us-0.turn.peerjs.com:3478']) house.know(url);
}

declare global {
  /** Of the page of {@link StockPage}. */
  interface Window {
    Peer: typeof Peer;
    stock: { peer: Peer; heard: unknown[]; call?: MediaConnection; data?: DataConnection };
  }
}

/** A bare page with stock PeerJS and nothing of this library. */
export class StockPage {
  readonly tab: Tab;
  readonly id: string;

  private constructor(tab: Tab, id: string) {
    this.tab = tab;
    this.id = id;
  }

  static async open(house: Household, where: BrowserName, id: string): Promise<StockPage> {
    expectItsServers(house);
    const tab = await house.visit(where, house.page('<video autoplay playsinline muted></video>', stockScript));
    const { hostname: host, port } = new URL(house.server.origin);
    await tab.page.evaluate(
      (name, options) => {
        const peer = new window.Peer(name, options);
        window.stock = { peer, heard: [] };
        return new Promise<void>((resolve) => peer.on('open', () => resolve()));
      },
      id,
      { host, port: Number(port), path: '/peer', config: { iceServers: [] } },
    );
    return new StockPage(tab, id);
  }

  async call(to: string, name: string): Promise<void> {
    const called = async (address: string, metadata: object) => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 320, height: 180 } });
      window.stock.call = window.stock.peer.call(address, stream, { metadata });
      window.stock.call.on('stream', (theirs) => (document.querySelector('video')!.srcObject = theirs));
    };
    await this.tab.page.evaluate(called, to, { name });
  }

  /** Resolves when pictures of the other page arrive. */
  async seesMoving(): Promise<void> {
    await pictures(this.tab);
  }

  /** Connects, says something, and resolves with the first that it is told. */
  async exchange(to: string, options: object, value: unknown, isText = false): Promise<void> {
    const said = (address: string, wanted: object, words: unknown, text: boolean) => {
      const connection = (window.stock.data = window.stock.peer.connect(address, wanted));
      connection.on('data', (data) => window.stock.heard.push(data));
      connection.on('open', () => void connection.send(text ? JSON.stringify(words) : words));
    };
    await this.tab.page.evaluate(said, to, options, value, isText);
  }

  /** The newest that it was told, once that is so many. */
  async hears(count: number): Promise<unknown> {
    await this.tab.page.waitForFunction((wanted) => window.stock.heard.length >= wanted, { timeout: patience, polling: 50 }, count);
    return this.tab.page.evaluate(() => window.stock.heard.at(-1));
  }

  async hangUp(): Promise<void> {
    await this.tab.page.evaluate(() => {
      window.stock.call?.close();
      window.stock.data?.close();
    });
  }
}

/** Resolves when the one video of a page has shown some pictures. */
export async function pictures({ page }: Tab): Promise<void> {
  await page.evaluate(async (time) => {
    const video = document.querySelector('video')!;
    const late = new Promise((_resolve, reject) => setTimeout(() => reject(new Error(`No pictures: ${video.readyState}`)), time));
    for (let count = 0; count < 5; count++) await Promise.race([late, new Promise((resolve) => video.requestVideoFrameCallback(resolve))]);
  }, patience);
}

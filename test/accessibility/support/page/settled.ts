import type { LitElement } from 'lit';
import { insides } from './places.ts';

/** Resolves when this page shows what it is to show: all code is here, and nothing is about to be drawn. */
export async function settled(): Promise<void> {
  let wasStill: boolean;
  do {
    // What is still may wait for code, which belongs to its update.
    wasStill = isStill();
    await Promise.all(elements().map(({ updateComplete }) => updateComplete));
    await nextFrame();
    await nextFrame();
  } while (!wasStill || !isStill());
}

function isStill(): boolean {
  return document.documentElement.dataset['ready'] !== undefined && elements().every((element) => element.matches(':defined') && !element.isUpdatePending);
}

function elements(): LitElement[] {
  return [...insides(document)].filter((element): element is LitElement => element.localName.startsWith('rtc-'));
}

function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}

import { expect } from '@open-wc/testing';
import { insides } from './shadow.ts';

/** How many elements of each kind there are in an element, shadow roots included; of what icons are drawn with, only that there are some. */
export function census(host: Element): Record<string, number> {
  const counts: Record<string, number> = {};
  const all = [host, ...host.querySelectorAll('*')].flatMap((element) => [element, ...insides(element)]);
  for (const { localName, namespaceURI } of all) counts[localName] = namespaceURI?.endsWith('svg') ? Infinity : (counts[localName] ?? 0) + 1;
  return counts;
}

/** For `afterEach`: no script of a hostile text has run, and nothing was loaded for one. */
export function nothingBroke(): void {
  expect((globalThis as { broken?: unknown }).broken).to.equal(undefined);
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  expect(loaded.filter((name) => /stolen|evil\.invalid/.test(name))).to.deep.equal([]);
}

import axe from 'axe-core';
import { placeOf } from './places.ts';

/** WCAG 2.2 A and AA, and what axe holds for good practice beyond. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const rules = {
  // There are many calls in this page, and each has its own panel and pager.
  'landmark-unique': { enabled: false },
};

/** What axe finds wrong in this page and the frames in it: where, which rule, which element and why, a line for each. */
export async function audit(): Promise<string[]> {
  for (const { contentWindow } of document.querySelectorAll('iframe')) (contentWindow as Window & typeof globalThis).eval(axe.source);
  const { violations, passes } = await axe.run(document, { runOnly: { type: 'tag', values: tags }, rules, resultTypes: ['violations'], elementRef: true });
  if (passes.length === 0) throw new Error('Nothing was checked');
  return violations.flatMap(({ id, nodes }) => {
    return nodes.map(({ element, target, html, failureSummary = '' }) => {
      const place = placeOf(element ?? document.querySelector(String(target[0])));
      return `${place}: ${id}: ${html.slice(0, 200)} (${failureSummary.replaceAll(/\s+/g, ' ')})`;
    });
  });
}

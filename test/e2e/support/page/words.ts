import { callsInPage } from './tiles.ts';
import { untilFound } from './waiting.ts';

/** Resolves once the call in this page says so, in whatever part of its interface. `patience` in milliseconds. */
export async function reads(words: string, patience: number): Promise<void> {
  const what = () => `“${words}” among: ${said()}`;
  await untilFound(what, performance.now() + patience, () => said().includes(words));
}

/** Resolves once the call says that no more. */
export async function readsNoMore(words: string, patience: number): Promise<void> {
  await untilFound(() => `no “${words}” among: ${said()}`, performance.now() + patience, () => !said().includes(words));
}

/** Resolves with the button of this name in the call's interface, once it can be pressed. `patience` in milliseconds. */
export function button(name: string, patience: number): Promise<HTMLButtonElement> {
  const buttons = () => callsInPage().flatMap((call) => [...insides(call)].filter((inside) => inside instanceof HTMLButtonElement));
  const nameOf = ({ ariaLabel, textContent, title }: HTMLButtonElement) => ariaLabel ?? (textContent.trim() || title);
  const what = () => `the button “${name}” among: ${buttons().map(nameOf).join(', ')}`;
  return untilFound(what, performance.now() + patience, () => buttons().find((each) => nameOf(each) === name && !each.disabled));
}

/** Resolves with the menu of this name in the call's interface, once it offers these choices and none of those. */
export function menu(name: string, offered: readonly string[], gone: readonly string[], patience: number): Promise<HTMLSelectElement> {
  const menus = () => callsInPage().flatMap((call) => [...insides(call)].filter((inside) => inside instanceof HTMLSelectElement));
  const find = () => menus().find(({ labels }) => [...labels].some((label) => ownText(label) === name));
  const labels = () => [...(find()?.options ?? [])].map(({ label }) => label);
  const isRight = () => offered.every((label) => labels().includes(label)) && !gone.some((label) => labels().includes(label));
  const what = () => `${offered.join(', ')} and not ${gone.join(', ')} in ${name}: ${labels().join(', ')}`;
  return untilFound(what, performance.now() + patience, () => isRight() && find());
}

function said(): string {
  const texts = callsInPage().flatMap((call) => [...insides(call)]).map((element) => ownText(element));
  return texts.filter(Boolean).join(' ');
}

/** Everything in the shadow roots of an element, in the order of the page; what is not shown counts for nothing. */
function* insides(root: Element): Generator<Element> {
  for (const inside of root.shadowRoot?.querySelectorAll('*') ?? []) {
    if (inside.checkVisibility()) yield inside;
    yield* insides(inside);
  }
}

function ownText(element: Element): string {
  const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent);
  return texts.join(' ').replaceAll(/\s+/g, ' ').trim();
}

import type { Page, Protocol } from 'puppeteer';

type Node = Protocol.Accessibility.AXNode;

/** What is said of something beside its role and its name. */
const told = ['hasPopup', 'keyshortcuts', 'live', 'modal', 'pressed', 'checked', 'expanded', 'selected', 'disabled', 'busy', 'required', 'invalid', 'readonly', 'focusable'];

/** These are said of what is not so, too. */
const eitherWay = ['pressed', 'checked', 'expanded', 'selected'];

/** What only lays something out, and the pieces of a text. */
const passedOver = ['generic', 'none', 'InlineTextBox', 'LineBreak', 'LabelText', 'ListMarker', 'MenuListPopup', 'Figcaption'];

/** Of these it depends on the moment how much it is. */
const moving = ['meter', 'progressbar'];

/** What Chromium tells assistive technology of a page: by section, the tree of each figure as text, what is in something further to the right. */
export async function treesOf(page: Page): Promise<ReadonlyMap<string, string>> {
  const session = await page.createCDPSession();
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const byElement = new Map(nodes.map((node) => [node.backendDOMNodeId, node]));
  const sections = new Map<string, string>();
  for (const section of await page.$$('main > section')) {
    const trees: string[] = [];
    for (const figure of await section.$$('figure')) {
      const caption = await figure.$eval('figcaption', ({ textContent }) => textContent);
      const node = byElement.get(await figure.backendNodeId());
      trees.push([caption, ...(node ? inside(node, '', byId) : ['is not there'])].join('\n'));
    }
    sections.set(await section.evaluate(({ id }) => id), `${trees.join('\n\n')}\n`);
  }
  return sections;
}

function inside({ childIds = [] }: Node, name: string, byId: ReadonlyMap<string, Node>): string[] {
  const children = childIds.map((id) => byId.get(id)).filter((child) => child !== undefined);
  return children.flatMap((child) => linesOf(child, name, byId)).map((line) => `  ${line}`);
}

/** A text that is the name of what it is in is not told twice. */
function linesOf(node: Node, outer: string, byId: ReadonlyMap<string, Node>): string[] {
  const role = text(node.role);
  const name = text(node.name);
  if (role === 'StaticText') return name === outer ? [] : [`text ${JSON.stringify(name)}`];
  if (node.ignored || passedOver.includes(role)) return role === 'Figcaption' ? [] : inside(node, outer, byId).map((line) => line.slice(2));
  return [lineOf(node, role, name), ...inside(node, name, byId)];
}

function lineOf(node: Node, role: string, name: string): string {
  const level = role === 'heading' ? [`level=${text(node.properties?.find((property) => property.name === 'level')?.value)}`] : [];
  const value = node.value ? [`value=${moving.includes(role) ? '…' : JSON.stringify(text(node.value))}`] : [];
  const description = node.description ? [`description=${JSON.stringify(text(node.description))}`] : [];
  return [role, ...(name ? [JSON.stringify(name)] : []), ...level, ...value, ...description, ...statesOf(node)].join(' ');
}

function statesOf({ properties = [] }: Node): string[] {
  const values = new Map<string, string>(properties.map(({ name, value }) => [name, text(value)]));
  return told.flatMap((name) => {
    const value = values.get(name) ?? '';
    if (['', 'off'].includes(value)) return [];
    if (['true', '1'].includes(value)) return [name];
    if (['false', '0'].includes(value)) return eitherWay.includes(name) ? [`not ${name}`] : [];
    return [`${name}=${value}`];
  });
}

function text(value: Protocol.Accessibility.AXValue | undefined): string {
  return String(value?.value ?? '');
}

import type { CDPSession, KeyInput, Page, Protocol } from 'puppeteer';
import { patience } from './tab.ts';

type Node = Protocol.Accessibility.AXNode;

/** What a screen reader has nothing to say of. */
const silent = ['generic', 'none', 'InlineTextBox', 'RootWebArea', 'LabelText', 'LineBreak', 'paragraph', 'image'];

/** A page as a screen reader has it: what is in its tree, in the order in which it is read. Chromium only. */
export class PageTree {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async of(page: Page): Promise<PageTree> {
    const session = await page.createCDPSession();
    await session.send('Accessibility.enable');
    return new PageTree(page, session);
  }

  /** Everything that is read, each as its role and its name. */
  async lines(): Promise<string[]> {
    return (await this.#nodes()).map(lineOf);
  }

  /** Resolves with the first thing of this role and name, once it is there. */
  async find(what: string | RegExp, isMeant: (node: Node) => boolean = () => true): Promise<Node> {
    const deadline = performance.now() + patience;
    for (;;) {
      const nodes = await this.#nodes();
      const found = nodes.find((node) => (typeof what === 'string' ? lineOf(node) === what : what.test(lineOf(node))) && isMeant(node));
      if (found) return found;
      if (performance.now() > deadline) throw new Error(`Waited in vain for “${String(what)}” among:\n${nodes.map(lineOf).join('\n')}`);
      await this.#page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
  }

  /** Resolves once this has the focus, which was moved there by the page. */
  async focused(what: string | RegExp): Promise<void> {
    await this.find(what, ({ properties = [] }) => properties.some(({ name, value }) => name === 'focused' && value.value === true));
  }

  /** Goes there as a screen reader does, and presses a key. */
  async use(what: string | RegExp, key: KeyInput = 'Enter'): Promise<void> {
    const { backendDOMNodeId } = await this.find(what);
    if (backendDOMNodeId === undefined) throw new Error(`“${String(what)}” is nothing of the page`);
    await this.#session.send('DOM.focus', { backendNodeId: backendDOMNodeId });
    await this.#page.keyboard.press(key);
  }

  async #nodes(): Promise<Node[]> {
    const { nodes } = await this.#session.send('Accessibility.getFullAXTree');
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const walk = (node: Node | undefined): Node[] => (node ? [node, ...(node.childIds ?? []).flatMap((id) => walk(byId.get(id)))] : []);
    return walk(nodes[0]).filter((node) => !node.ignored && !silent.includes(String(node.role?.value)));
  }
}

function lineOf({ role, name }: Node): string {
  return `${String(role?.value)} ${String(name?.value ?? '')}`.replaceAll(/\s+/g, ' ').trim();
}

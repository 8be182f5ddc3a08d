// `npm run new rtc-thing`: the files of an element, ready to fill in, and its line in the registry.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { elementFiles } from './entries.mjs';

const registry = 'src/registry.ts';
const markers = /(\/\/ elements\n)([\s\S]*?)( *\/\/ end of elements)/;

function main(tag) {
  if (!/^rtc(-[a-z][a-z0-9]*)+$/.test(tag ?? '')) throw new Error(`Name an element like rtc-thing: rtc- and lower-case words. Got: ${tag ?? 'nothing'}`);
  if (tag in elementFiles()) throw new Error(`<${tag}> exists already: ${elementFiles()[tag]}`);
  const files = filesOf(tag);
  const taken = Object.keys(files).filter((file) => existsSync(file));
  if (taken.length > 0) throw new Error(`Nothing was written, because these exist: ${taken.join(', ')}`);
  files[registry] = withLine(readFileSync(registry, 'utf8'), tag);

  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(file);
  }
  console.log(`Now say in its header what <${tag}> is for, then \`npm run manifest\` and \`npm run verify\`.`);
}

function withLine(source, tag) {
  if (!markers.test(source)) throw new Error(`${registry} has lost its markers \`// elements\` and \`// end of elements\`.`);
  return source.replace(markers, (_all, start, lines, end) => {
    const line = `  '${tag}': () => import('./elements/${tag}/${tag}.ts'),`;
    const sorted = [...lines.split('\n').filter(Boolean), line].sort((a, b) => tagIn(a).localeCompare(tagIn(b)));
    return `${start}${sorted.join('\n')}\n${end}`;
  });
}

function tagIn(line) {
  return line.match(/'(rtc-[^']+)'/)?.[1] ?? '';
}

function filesOf(tag) {
  const words = tag.split('-').slice(1);
  const className = `Rtc${words.map((word) => word[0].toUpperCase() + word.slice(1)).join('')}`;
  return {
    [`src/elements/${tag}/${tag}.ts`]: `import { html, LitElement } from 'lit';
import { customElement } from '../../ui/define.ts';
import { styles } from './${tag}.styles.ts';

/**
 * Says what the user gets from it, in one sentence.
 *
 * @slot - What to show instead of the words.
 * @csspart text - The words.
 */
@customElement('${tag}')
export class ${className} extends LitElement {
  static override styles = [styles];

  override render() {
    return html\`<p part="text"><slot>${words.join(' ')}</slot></p>\`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    '${tag}': ${className};
  }
}
`,
    [`src/elements/${tag}/${tag}.styles.ts`]: `import { css } from 'lit';

export const styles = css\`
  :host {
    display: block;
  }

  :host([hidden]) {
    display: none;
  }
\`;
`,
    [`test/elements/${tag}.test.ts`]: `import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/${tag}/${tag}.ts';
import type { ${className} } from '../../src/elements/${tag}/${tag}.ts';

describe('<${tag}>', () => {
  let element: ${className};

  beforeEach(async () => {
    element = await fixture<${className}>(html\`<${tag}></${tag}>\`);
  });

  afterEach(async () => {
    await expect(element).to.be.accessible();
  });

  it('says what it is for', () => {
    expect(element.shadowRoot?.querySelector('[part=text]')?.textContent).to.equal('${words.join(' ')}');
  });
});
`,
    [`demo/${tag}.html`]: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>&lt;${tag}&gt;</title>
    <script type="module" src="../rtc-elements.js"></script>
  </head>
  <body>
    <${tag}></${tag}>
  </body>
</html>
`,
  };
}

try {
  main(process.argv[2]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

import { expect } from 'chai';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { featureUses } from '../../scripts/lint/walls.mjs';

// The walls need no types, and the files planted here exist for no compiler.
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });

async function complaints(path: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: path });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

const value = (specifier: string) => `export { x } from '${specifier}';`;
const type = (specifier: string) => `export type { X } from '${specifier}';`;
const load = (specifier: string) => `export const load = () => import('${specifier}');`;

interface Wall {
  name: string;
  file: string;
  illegal: string[];
  legal: string[];
}

const walls: Wall[] = [
  {
    name: 'the core knows only itself',
    file: 'src/core/x.ts',
    illegal: ['media', 'transports/mesh', 'controllers', 'ui', 'elements', 'features/chat', 'server'].flatMap((folder) => [
      value(`../${folder}/y.ts`),
      type(`../${folder}/y.ts`),
      load(`../${folder}/y.ts`),
    ]),
    legal: [value('./y.ts'), value('./crypto/y.ts')],
  },
  {
    name: 'the core needs neither Lit nor PeerJS nor Node',
    file: 'src/core/crypto/x.ts',
    illegal: ['lit', 'lit/decorators.js', '@lit/context', 'peerjs', 'livekit-client', 'node:crypto', 'fs'].map(value),
    legal: [value('valibot'), value('@noble/hashes/sha2.js'), value('../y.ts')],
  },
  {
    name: 'media stands on the core alone',
    file: 'src/media/x.ts',
    illegal: [value('../transports/mesh/y.ts'), value('../ui/y.ts'), value('../elements/rtc-x/rtc-x.ts'), value('lit'), value('valibot')],
    legal: [value('../core/y.ts'), value('./y.ts')],
  },
  {
    name: 'the mesh knows links, not PeerJS',
    file: 'src/transports/mesh/x.ts',
    illegal: [value('peerjs'), load('peerjs'), value('@noble/hashes/hmac.js'), value('../peerjs/y.ts'), value('../../media/y.ts'), value('lit')],
    legal: [value('../../core/y.ts'), value('./y.ts'), value('valibot')],
  },
  {
    name: 'a transport has its own SDK and the mesh',
    file: 'src/transports/peerjs/x.ts',
    illegal: [value('../livekit/y.ts'), value('../memory/y.ts'), value('livekit-client'), value('../../elements/y.ts'), value('lit')],
    legal: [value('peerjs'), value('valibot'), value('../mesh/y.ts'), value('../../core/y.ts')],
  },
  {
    name: 'LiveKit stays in its folder',
    file: 'src/transports/livekit/x.ts',
    illegal: [value('peerjs'), value('../peerjs/y.ts')],
    legal: [value('livekit-client'), value('../mesh/y.ts')],
  },
  {
    name: 'the memory network has no package',
    file: 'src/transports/memory/x.ts',
    illegal: [value('peerjs'), value('valibot'), value('../peerjs/y.ts')],
    legal: [value('../../core/y.ts'), value('./y.ts')],
  },
  {
    name: 'controllers bridge the core to Lit',
    file: 'src/controllers/x.ts',
    illegal: [value('../media/y.ts'), value('../ui/y.ts'), value('../elements/y.ts'), value('peerjs'), value('@shoelace-style/localize')],
    legal: [value('../core/y.ts'), value('lit'), value('@lit/context')],
  },
  {
    name: 'shared interface parts see only types of the core',
    file: 'src/ui/x.ts',
    illegal: [value('../core/y.ts'), load('../core/y.ts'), value('../media/y.ts'), value('../elements/y.ts'), value('@lit/context')],
    legal: [type('../core/y.ts'), value('../controllers/y.ts'), value('lit'), value('@shoelace-style/localize')],
  },
  {
    name: 'elements see only types of the core, no transport, no feature, no registry',
    file: 'src/elements/rtc-x/rtc-x.ts',
    illegal: [
      value('../../core/y.ts'),
      load('../../core/y.ts'),
      type('../../transports/mesh/y.ts'),
      load('../../transports/peerjs/y.ts'),
      value('../../features/chat/chat.ts'),
      value('../../registry.ts'),
      value('../../server/y.ts'),
      value('peerjs'),
      value('@lit/context'),
    ],
    legal: [
      type('../../core/y.ts'),
      value('../../media/y.ts'),
      value('../../controllers/y.ts'),
      value('../../ui/y.ts'),
      value('../rtc-y/rtc-y.ts'),
      value('lit/decorators.js'),
    ],
  },
  {
    name: '<rtc-call> puts a call together, from the core and the registry',
    file: 'src/elements/rtc-call/rtc-call.ts',
    illegal: [load('../../transports/peerjs/y.ts'), value('../../features/chat/chat.ts'), value('peerjs')],
    legal: [value('../../core/call-session.ts'), value('../../registry.ts')],
  },
  {
    name: 'a feature uses another one only if that is declared',
    file: 'src/features/chat/x.ts',
    illegal: [value('../data/y.ts'), type('../support/y.ts'), value('../../transports/mesh/y.ts'), value('../../registry.ts'), value('peerjs')],
    legal: [
      value('../files/y.ts'),
      value('./rtc-chat/rtc-chat.ts'),
      value('../../core/y.ts'),
      value('../../media/y.ts'),
      value('../../controllers/y.ts'),
      value('../../ui/y.ts'),
      value('../../elements/rtc-x/rtc-x.ts'),
      value('lit'),
    ],
  },
  {
    name: 'support is declared to use chat and files',
    file: 'src/features/support/rtc-support/x.ts',
    illegal: [value('../../doctor/y.ts')],
    legal: [value('../../chat/y.ts'), value('../../files/y.ts')],
  },
  {
    name: 'the registry imports nothing before it is asked',
    file: 'src/registry.ts',
    illegal: [value('./elements/rtc-x/rtc-x.ts'), "import './core/y.ts';", load('lit'), load('peerjs')],
    legal: [load('./elements/rtc-x/rtc-x.ts'), load('./transports/peerjs/y.ts'), load('./features/chat/y.ts'), type('./core/y.ts')],
  },
  {
    name: 'the loader stays small',
    file: 'src/loader.ts',
    illegal: [value('./transports/mesh/y.ts'), value('./features/chat/y.ts'), value('./core/y.ts'), value('lit')],
    legal: [value('./registry.ts'), value('./elements/rtc-x/rtc-x.ts')],
  },
  {
    name: 'the index holds what is not optional',
    file: 'src/index.ts',
    illegal: [value('./transports/peerjs/y.ts'), value('./features/chat/y.ts'), value('./server/y.ts'), value('peerjs')],
    legal: [value('./registry.ts'), value('./elements/rtc-x/rtc-x.ts'), value('./core/y.ts')],
  },
  {
    name: 'the server runs in Node and knows only types of the core',
    file: 'src/server/x.ts',
    illegal: [value('../core/y.ts'), type('../elements/y.ts'), value('../transports/mesh/y.ts'), value('lit'), value('peerjs')],
    legal: [type('../core/y.ts'), value('./y.ts'), value('node:http'), value('express'), value('peer'), value('ws')],
  },
  {
    name: 'the library never sees its tests',
    file: 'src/media/x.ts',
    illegal: [value('../../test/support/y.ts'), type('../../test/support/y.ts'), load('../../bench/y.ts')],
    legal: [value('./y.ts')],
  },
  {
    name: 'our own modules are imported by their file name',
    file: 'src/core/x.ts',
    illegal: [value('./y'), load('./y')],
    legal: [value('./y.ts')],
  },
  {
    name: 'an import says what it imports',
    file: 'src/features/chat/x.ts',
    illegal: ['export const load = (name: string) => import(name);', 'export const load = (name: string) => import(`../${name}.ts`);'],
    legal: ['export const load = () => import(`../../core/y.ts`);'],
  },
  {
    name: 'a new folder needs a place in the architecture',
    file: 'src/utils/x.ts',
    illegal: ['export const x = 1;'],
    legal: [],
  },
];

describe('the walls between folders', () => {
  for (const { name, file, illegal, legal } of walls) {
    it(name, async () => {
      for (const code of illegal) expect(await complaints(file, code), `${file}: ${code}`).to.deep.equal(['house/walls']);
      for (const code of legal) expect(await complaints(file, code), `${file}: ${code}`).to.deep.equal([]);
    });
  }

  it('leaves tests free', async () => {
    const code = [value('../../src/core/y.ts'), value('../support/y.ts'), value('lit'), value('peerjs')];
    expect(await complaints('test/elements/rtc-x.test.ts', code.join('\n'))).to.deep.equal([]);
  });

  it('has no circle between features', () => {
    const uses: Record<string, string[]> = featureUses;
    const visit = (feature: string, path: string[]): void => {
      expect(path, `${[...path, feature].join(' → ')} is a circle`).not.to.include(feature);
      for (const other of uses[feature] ?? []) visit(other, [...path, feature]);
    };
    for (const feature of Object.keys(uses)) visit(feature, []);
  });
});

describe('what the library never does', () => {
  const never: [name: string, file: string, code: string, rule: string][] = [
    ['any', 'src/core/x.ts', 'export const x = (y: any) => y;', '@typescript-eslint/no-explicit-any'],
    ['!', 'src/core/x.ts', 'export const x = (y?: string) => y!;', '@typescript-eslint/no-non-null-assertion'],
    ['@ts-ignore', 'src/core/x.ts', '// @ts-ignore: because\nexport const x = 1;', '@typescript-eslint/ban-ts-comment'],
    ['@ts-expect-error', 'src/core/x.ts', '// @ts-expect-error: because\nexport const x = 1;', '@typescript-eslint/ban-ts-comment'],
    ['innerHTML', 'src/ui/x.ts', "export const x = (y: Element) => { y.innerHTML = ''; };", 'no-restricted-syntax'],
    ['["innerHTML"]', 'src/ui/x.ts', "export const x = (y: Element) => { y['innerHTML'] = ''; };", 'no-restricted-syntax'],
    ['insertAdjacentHTML', 'src/ui/x.ts', "export const x = (y: Element) => { y.insertAdjacentHTML('beforeend', ''); };", 'no-restricted-syntax'],
    ['.innerHTML= in a template', 'src/ui/x.ts', "import { html } from 'lit';\nexport const x = (y: string) => html`<p .innerHTML=${y}></p>`;", 'no-restricted-syntax'],
    ['unsafeHTML', 'src/ui/x.ts', "export { unsafeHTML } from 'lit/directives/unsafe-html.js';", 'no-restricted-imports'],
    ['document in the core', 'src/core/x.ts', 'export const x = () => document.title;', 'no-restricted-globals'],
    ['globalThis.document in the core', 'src/core/x.ts', 'export const x = () => globalThis.document;', 'no-restricted-properties'],
    ['window in the core', 'src/core/x.ts', 'export const x = () => window.document;', 'no-restricted-globals'],
  ];

  for (const [name, file, code, rule] of never) {
    it(name, async () => {
      expect(await complaints(file, code)).to.include(rule);
    });
  }

  it('tests may use `!`, and may neither skip, single out nor sleep', async () => {
    const file = 'test/core/x.test.ts';
    expect(await complaints(file, 'export const x = (y?: string) => y!;')).to.deep.equal([]);
    for (const code of ["it.only('x');", "describe.skip('x');", 'await aTimeout(10);']) {
      expect(await complaints(file, code), code).to.include('no-restricted-syntax');
    }
  });
});

import { configs as lit } from 'eslint-plugin-lit';
import tseslint from 'typescript-eslint';
import { wallsRule } from './scripts/lint/walls-rule.mjs';

const unsafeHtml = 'Text is rendered as text: no HTML from strings in this library.';

const noHtmlFromStrings = [
  { selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|srcdoc)$/]', message: unsafeHtml },
  { selector: 'MemberExpression[property.value=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|srcdoc)$/]', message: unsafeHtml },
  { selector: 'TemplateElement[value.raw=/[.](innerHTML|outerHTML|srcdoc)=/]', message: unsafeHtml },
];

const page = ['document', 'window', 'customElements'];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.cache/', 'test/output/', 'bench/results/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.ts'], extends: [tseslint.configs.strictTypeChecked, lit['flat/recommended']] },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // As TypeScript has it.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
      // `return reject(…)` is a fine way to leave.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Numbers are safe in a template; objects are not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A port's method is async because its promise is the contract, whether or not this one waits.
      '@typescript-eslint/require-await': 'off',
      // It believes that what held before an `await` still holds after it: `signal.aborted` above all.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Options that a package declares as a class or an enum are still written as literals, and spread.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // A port is a set of functions, made to be handed on one by one; private fields make a lost `this` fail at once.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { house: { rules: { walls: wallsRule } } },
    rules: {
      'house/walls': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true }],
      'no-restricted-syntax': ['error', ...noHtmlFromStrings],
      'no-restricted-imports': ['error', { patterns: [{ regex: 'lit(-html)?/directives/unsafe-', message: unsafeHtml }] }],
    },
  },
  {
    // A file is one idea.
    rules: { 'max-lines': ['error', 250] },
  },
  {
    // A function fits on a screen.
    files: ['src/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', 60] },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...page.map((name) => ({ name, message: 'The core runs without a page.' }))],
      'no-restricted-properties': [
        'error',
        ...['globalThis', 'self'].flatMap((object) => page.map((property) => ({ object, property, message: 'The core runs without a page.' }))),
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // chai's `expect(x).to.be.true`
      '@typescript-eslint/no-unused-expressions': 'off',
      // `expect(x).to.equal(y)` is typed as a promise by @open-wc/testing and is none.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: 'Equal', package: 'chai' }] },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'MemberExpression[object.name=/^(it|describe)$/][property.name=/^(only|skip)$/]', message: 'Every test runs, everywhere.' },
        { selector: 'CallExpression[callee.name=/^(aTimeout|sleep)$/]', message: 'Wait for the event or the state, not for time.' },
      ],
    },
  },
  { files: ['**/*.{mjs,mts,cjs,js}'], extends: [tseslint.configs.recommended] },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);

// Breaks the core, a little at a time, and sees whether its tests in Node notice (scripts/mutate.mjs).
export default {
  plugins: ['@stryker-mutator/mocha-runner'],
  testRunner: 'mocha',
  testRunnerNodeArgs: ['--import', 'tsx'],
  mochaOptions: { spec: ['test/core/**/*.test.ts'] },
  coverageAnalysis: 'perTest',
  mutate: ['src/core/**/*.ts'],
  ignorePatterns: ['*', '!src', '!src/**', '!test', '!test/core/**', '!test/support/**', '!package.json', '!tsconfig.json'],
  tempDirName: '.cache/stryker',
  concurrency: 2,
  timeoutMS: 10_000,
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { allowColor: false, allowEmojis: false, reportTests: false, logTests: false },
  // What neither the code nor its tests have changed since is not broken again.
  incremental: true,
  incrementalFile: '.cache/stryker-incremental.json',
  jsonReporter: { fileName: '.cache/mutation.json' },
};

// Mocha's usual report, and the numbers and what failed where scripts/test.mjs reads them.
const { writeFileSync } = require('node:fs');
const { Spec } = require('mocha').reporters;

// V8 counts in this process alone: what tests start elsewhere is not measured (scripts/coverage.mjs), and would be slower.
delete process.env.NODE_V8_COVERAGE;

// Mocha takes no notice of a rejection that nobody handles; thrown, it fails the test that runs.
process.on('unhandledRejection', (reason) => {
  throw reason;
});

module.exports = class extends Spec {
  constructor(runner, options) {
    super(runner, options);
    this.told = [];
    runner.on('fail', (test, error) => this.told.push({ title: test.titlePath().join(' › '), why: error.message }));
  }

  done(_failures, finish) {
    const { passes, failures, pending } = this.stats;
    const reasons = [...new Set(globalThis.rtcSkipped ?? [])];
    // Only a machine's reason excuses a test (see test/network/skipping.ts).
    if (pending > 0 && reasons.length === 0) this.told.push({ title: `${pending} tests`, why: 'Skipped for no reason.' });
    const excused = reasons.length > 0 ? { skipped: pending, reasons } : {};
    const failed = failures + (reasons.length > 0 ? 0 : pending);
    const file = process.env.RTC_COUNTS;
    if (file) writeFileSync(file, JSON.stringify({ passed: passes, failed, failures: this.told, ...excused }));
    finish?.(failed);
  }
};

// Leaves the numbers of a Web Test Runner run where scripts/test.mjs reads them.
import { writeFileSync } from 'node:fs';

export function countsReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0 };
      for (const session of sessions) {
        const failedBefore = counts.failed;
        countSuite(session.testResults, counts);
        // A file that does not even load has no failed test, and must not look green.
        if (!session.passed && counts.failed === failedBefore) counts.failed += 1;
      }
      if (file) writeFileSync(file, JSON.stringify(counts));
    },
  };
}

function countSuite(suite, counts) {
  for (const test of suite?.tests ?? []) {
    if (test.skipped) continue;
    if (test.passed) counts.passed += 1;
    else counts.failed += 1;
  }
  for (const inner of suite?.suites ?? []) countSuite(inner, counts);
}

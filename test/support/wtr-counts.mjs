// Leaves the numbers of a Web Test Runner run, and what failed, where scripts/test.mjs reads them.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

export function countsReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, failures: [] };
      for (const session of sessions) {
        const failedBefore = counts.failed;
        const file = relative(process.cwd(), session.testFile ?? '');
        countSuite(session.testResults, counts, file, session.errors?.[0]?.message);
        // A file that does not even load has no failed test, and must not look green.
        if (!session.passed && counts.failed === failedBefore) fail(counts, file, session.errors?.[0]?.message);
      }
      if (file) writeFileSync(file, JSON.stringify(counts));
    },
  };
}

// `abort` is what ended the whole file early, such as a hook that failed: no test says it.
function countSuite(suite, counts, path, abort) {
  for (const test of suite?.tests ?? []) {
    if (test.skipped) continue;
    // On request: a test that waits for a time-out it never meant to wait for still passes.
    if (test.duration > Number(process.env.RTC_SLOW)) console.log(`SLOW ${test.duration} ${path} › ${test.name}`);
    if (test.passed) counts.passed += 1;
    else fail(counts, `${path} › ${test.name}`, test.error?.message ?? abort);
  }
  for (const inner of suite?.suites ?? []) countSuite(inner, counts, `${path} › ${inner.name}`, abort);
}

function fail(counts, title, why = 'It did not run to its end.') {
  counts.failed += 1;
  counts.failures.push({ title, why });
}

import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inWords, runStages, type Stage } from '../../scripts/stages.mjs';

function stage(script: string, more: Partial<Stage> = {}): Stage {
  return { name: 'stage', command: process.execPath, args: ['-e', script], ...more };
}

const reporting = (passed: number, failed: number, exitCode: number) =>
  stage(
    `fs.writeFileSync(process.env.RTC_COUNTS, JSON.stringify({ passed: ${passed}, failed: ${failed} })); process.exit(${exitCode})`,
    { counts: true },
  );

describe('the sum at the end of npm test', () => {
  it('counts a check as one test', async () => {
    expect(await runStages([stage('process.exit(0)'), stage('process.exit(1)')], [])).to.deep.equal({ passed: 1, failed: 1 });
  });

  it('adds up what the stages report, and goes on after a failure', async () => {
    const stages = [reporting(3, 2, 1), reporting(4, 0, 0)];
    expect(await runStages(stages, [])).to.deep.equal({ passed: 7, failed: 2 });
  });

  it('is red when a stage ran no test', async () => {
    expect(await runStages([reporting(0, 0, 0)], [])).to.deep.equal({ passed: 0, failed: 1 });
  });

  it('is red when a stage says nothing', async () => {
    expect(await runStages([stage('', { counts: true })], [])).to.deep.equal({ passed: 0, failed: 1 });
  });

  it('is red when every test passed and the runner failed', async () => {
    expect(await runStages([reporting(5, 0, 1)], [])).to.deep.equal({ passed: 5, failed: 1 });
  });

  it('is red when a stage dies', async () => {
    expect(await runStages([stage('process.kill(process.pid)')], [])).to.deep.equal({ passed: 0, failed: 1 });
  });

  it('counts what this machine cannot run apart, with the reason, and never as passed', async () => {
    const counts = JSON.stringify({ passed: 1, failed: 0, skipped: 4, reasons: ['not root'] });
    const skipping = stage(`fs.writeFileSync(process.env.RTC_COUNTS, ${JSON.stringify(counts)})`, { counts: true });
    const sum = await runStages([skipping, reporting(2, 0, 0)], []);
    expect(sum).to.deep.equal({ passed: 3, failed: 0, skipped: 4, reasons: ['not root'] });
    expect(inWords(sum)).to.equal('3 passed, 0 failed, 4 skipped (not root)');
    expect(inWords({ passed: 3, failed: 0 })).to.equal('3 passed, 0 failed');
  });

  it('is not red when all that a stage has cannot run on this machine', async () => {
    const counts = JSON.stringify({ passed: 0, failed: 0, skipped: 4, reasons: ['not root'] });
    const skipping = stage(`fs.writeFileSync(process.env.RTC_COUNTS, ${JSON.stringify(counts)})`, { counts: true });
    expect(await runStages([skipping], [])).to.include({ passed: 0, failed: 0, skipped: 4 });
  });

  it('does not run what needs a failed stage', async () => {
    const build = stage('process.exit(1)', { name: 'build' });
    const e2e = { ...reporting(1, 0, 0), name: 'e2e', needs: 'build' };
    expect(await runStages([build, e2e], [])).to.deep.equal({ passed: 0, failed: 2 });
  });

  it('runs a check beside the tests, if they are chosen, and is red for either', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rtc-stages-'));
    // One test of each passes when both run at the same time.
    const meeting = (name: string, other: string, failed: number): Stage => {
      const [mine, theirs] = [name, other].map((each) => JSON.stringify(join(folder, each)));
      const met = `fs.writeFileSync(${mine}, ''); const end = Date.now() + 3000; while (!fs.existsSync(${theirs}) && Date.now() < end);`;
      const counts = `{ passed: fs.existsSync(${theirs}) ? 1 : 0, failed: ${failed} }`;
      return { ...stage(`${met} fs.writeFileSync(process.env.RTC_COUNTS, JSON.stringify(${counts}));`, { counts: true }), name };
    };
    const check = { ...meeting('build', 'tests', 1), beside: 'tests' };
    const e2e = { ...reporting(1, 0, 0), name: 'e2e', needs: 'build' };
    expect(await runStages([check, meeting('tests', 'build', 0), e2e], [])).to.deep.equal({ passed: 2, failed: 2 });
    expect(await runStages([{ ...stage('process.exit(1)'), beside: 'tests' }], [])).to.deep.equal({ passed: 0, failed: 1 });
    rmSync(folder, { recursive: true });
  });

  it('runs the lanes of a stage at the same time and adds them up; named files once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rtc-stages-'));
    const path = (name: string) => `require('path').join(${JSON.stringify(folder)}, ${name})`;
    const script = `const [own, other] = process.argv.slice(1);
      fs.writeFileSync(${path('own')}, '');
      const end = Date.now() + 3000;
      while (other && !fs.existsSync(${path('other')}) && Date.now() < end);
      const failures = [{ title: own, why: 'No reason' }];
      fs.writeFileSync(process.env.RTC_COUNTS, JSON.stringify({ passed: !other || fs.existsSync(${path('other')}) ? 1 : 0, failed: 1, failures }));`;
    const tests = stage(script, { counts: true, lanes: [['one', 'two'], ['two', 'one']] });
    tests.args.push('--');
    expect(await runStages([tests], [])).to.deep.equal({ passed: 2, failed: 2 });
    expect(await runStages([tests], ['three'])).to.deep.equal({ passed: 1, failed: 1 });
    rmSync(folder, { recursive: true });
  });

  it('gives the named files to stages of tests, and to no other', async () => {
    const wants = "process.exit(process.argv.slice(1).join(' ') === '--files a b' ? 0 : 1)";
    const tests = { ...reporting(1, 0, 0), filesFlag: '--files', files: ['all'] };
    tests.args = ['-e', String(tests.args[1]).replace('process.exit(0)', wants), '--'];
    const check = stage("process.exit(process.argv.length === 1 ? 0 : 1)", { name: 'check' });
    expect(await runStages([tests, check, { ...tests, beside: 'stage', name: 'others' }], ['a', 'b'])).to.deep.equal({ passed: 3, failed: 0 });
  });
});

import { expect } from 'chai';
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

  it('gives the named files to stages of tests, and to no other', async () => {
    const wants = "process.exit(process.argv.slice(1).join(' ') === '--files a b' ? 0 : 1)";
    const tests = { ...reporting(1, 0, 0), filesFlag: '--files', files: ['all'] };
    tests.args = ['-e', String(tests.args[1]).replace('process.exit(0)', wants), '--'];
    const check = stage("process.exit(process.argv.length === 1 ? 0 : 1)");
    expect(await runStages([tests, check], ['a', 'b'])).to.deep.equal({ passed: 2, failed: 0 });
  });
});

// A sound server for browsers on machines without a sound card: PulseAudio brings a null sink.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let environment;

/** Variables a browser needs to find a sound server; starts one, for the life of this process, if none runs. */
export async function soundEnvironment(findPulseAudio) {
  environment ??= process.platform !== 'linux' || serverRuns() ? {} : start(await findPulseAudio());
  return environment;
}

function serverRuns() {
  return spawnSync('pactl', ['info'], { stdio: 'ignore' }).status === 0;
}

function start(pulseaudio) {
  const folder = mkdtempSync(join(tmpdir(), 'rtc-sound-'));
  const variables = { XDG_RUNTIME_DIR: folder };
  // `--start` returns once the server answers, so nothing has to wait for it.
  const { status, stderr } = spawnSync(pulseaudio, ['--start', '--exit-idle-time=-1'], {
    env: { ...process.env, ...variables },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`PulseAudio did not start:\n${stderr}`);
  const pidFile = join(folder, 'pulse', 'pid');
  const pid = Number(readFileSync(pidFile, 'utf8'));
  process.once('exit', () => {
    process.kill(pid);
    waitUntilGone(pidFile);
    rmSync(folder, { recursive: true, force: true });
  });
  return variables;
}

// Ending, PulseAudio would make its folder anew to tidy up in it; and where a process exits nothing can be awaited.
function waitUntilGone(file) {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; waited < 2000 && existsSync(file); waited += 10) Atomics.wait(clock, 0, 0, 10);
}

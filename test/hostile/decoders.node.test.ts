import { expect } from 'chai';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Decoder, decoders, elsewhere } from './decoders.ts';
import { hostileInput } from './mutations.ts';
import { prototypes } from './prototypes.ts';

/** Frames for each decoder; `RTC_FUZZ_RUNS=1000000` for the long run. */
const runs = Number(process.env['RTC_FUZZ_RUNS'] ?? 10_000);
/** Milliseconds that one frame may take. */
const longest = 50;

/** What one input took, in milliseconds: of the clock, or of the processor, where the machine was busy with something else. */
async function timed(decoder: Decoder, input: unknown): Promise<number> {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  try {
    await decoder.decode(input as never);
  } catch (error) {
    if (!decoder.refuses?.(error)) throw error;
  }
  const { user, system } = process.cpuUsage(used);
  return Math.min(performance.now() - begun, (user + system) / 1000);
}

describe(`every decoder, with ${runs} hostile frames`, function () {
  this.timeout(Math.max(60_000, runs));
  const uncaught: unknown[] = [];
  const note = (error: unknown) => uncaught.push(error);

  before(() => process.on('unhandledRejection', note));
  after(() => process.off('unhandledRejection', note));

  for (const decoder of decoders) {
    it(decoder.name, async function () {
      const before = prototypes();
      let slowest = 0;
      const harmless = fc.asyncProperty(hostileInput(decoder), async (input) => {
        let time = await timed(decoder, input);
        // Rubbish may have been collected meanwhile.
        for (let again = 0; time > longest && again < 3; again++) time = await timed(decoder, input);
        slowest = Math.max(slowest, time);
        expect(time).to.be.at.most(longest);
      });
      // Noise that differs from run to run is for the long run.
      const seed = process.env['RTC_FUZZ_RUNS'] ? {} : { seed: 1 };
      await fc.assert(harmless, { numRuns: Math.ceil(runs / (decoder.effort ?? 1)), ...seed });
      expect(prototypes()).to.deep.equal(before);
      expect(uncaught).to.deep.equal([]);
      if (process.env['RTC_FUZZ_RUNS']) console.log(`${decoder.name}: ${Math.ceil(runs / (decoder.effort ?? 1))} frames, the slowest took ${slowest.toFixed(1)} ms`);
    });
  }
});

describe('the table of decoders', () => {
  it('has something right for each, which is taken', async () => {
    for (const { name, valid, decode } of decoders) {
      expect(valid.length, name).to.be.above(0);
      // Keys that a desk has signed are no part of it, nor is a browser that would look at servers.
      if (/openCredential|iceServers/.test(name)) continue;
      for (const input of valid) expect(await decode(input as never), `${name}: ${String(input)}`).not.to.equal(undefined);
    }
  });

  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((file) => join('src', file).replaceAll('\\', '/'));
  const sources = files.filter((file) => file.endsWith('.ts')).map((file) => ({ file, code: readFileSync(file, 'utf8') }));
  const tabled = decoders.map(({ name }) => name);

  it('has every parser and every line of messages that src/ exports', () => {
    const made = /^export const (\w+)(?:: TopicOptions<.*?> = \{| = (?:jsonP|p)arser\()/gm;
    const found = sources.flatMap(({ file, code }) => [...code.matchAll(made)].map(([, name]) => `${file} ${name}`));
    expect(found.length).to.be.above(12);
    expect(found.filter((name) => !tabled.includes(name))).to.deep.equal([]);
  });

  it('has every file that reads what was written elsewhere, or a reason why not', () => {
    const decodes = /JSON\.parse\(|\b(?:jsonP|p)arser\(|\bdecode(?:Message|Frame|URIComponent)?\(|\bv\.(?:safeParse|parse|is)\(|\bunseal\(/;
    const known = [...tabled.map((name) => name.split(' ')[0] ?? ''), ...Object.keys(elsewhere), ...handOn];
    const found = sources.filter(({ code }) => decodes.test(code)).map(({ file }) => file);
    expect(found.filter((file) => !known.includes(file))).to.deep.equal([]);
  });

  it('names nothing that is not there', () => {
    const exists = (name: string) => {
      const [file = '', exported = ''] = name.split(' ');
      return sources.some((source) => source.file === file && source.code.includes(exported));
    };
    expect([...tabled, ...Object.keys(elsewhere), ...handOn].filter((name) => !exists(name))).to.deep.equal([]);
  });
});

/** They unseal, and hand on to a parser that is in the table. */
const handOn = ['src/features/support/conversation.ts', 'src/features/support/secret-line.ts', 'src/transports/mesh/sealed-profiles.ts'];

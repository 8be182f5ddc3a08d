import { Lab } from './lab.ts';
import { refusal } from './permitted.ts';
import { skipAll } from './skipping.ts';

/** Makes machines for the tests of a file; each test finds none. To be called where its `describe` begins. */
export function inLab(): Pick<Lab, 'host'> {
  let lab: Lab | undefined;
  before('may there be a lab?', async function () {
    const why = await refusal();
    if (why) skipAll(this, why);
  });
  beforeEach('build a lab', async () => {
    lab = await Lab.open();
  });
  afterEach('take the lab down', async () => {
    await lab?.close();
    lab = undefined;
  });
  const host: Lab['host'] = (name, options) => {
    if (!lab) throw new Error('There is a lab while a test runs');
    return lab.host(name, options);
  };
  return { host };
}

import '../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible } from '../support/page-calls.ts';
import { restoreDevices } from '../support/recorded-tracks.ts';
import { devices } from './exercises/devices.ts';
import { meeting } from './exercises/meeting.ts';
import { ownInterface } from './exercises/interface.ts';
import { view } from './exercises/view.ts';
import { exercised, type Exercises } from './exercised.ts';

const exercises: Exercises = { ...meeting, ...devices, ...view, ...ownInterface };

describe('<rtc-call> as an answer to others', () => {
  afterEach(everyCallIsAccessible);
  afterEach(restoreDevices);

  for (const [title, names] of Object.entries(exercised)) {
    it(`${title}: ${names.join(', ')}`, exercises[title as keyof Exercises]);
  }
});

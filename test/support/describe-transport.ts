import { Meeting, type TestNetwork } from './meeting.ts';
import { describeLoss } from './transport-contract/loss.ts';
import { describeMedia } from './transport-contract/media.ts';
import { describeMessages } from './transport-contract/messages.ts';
import { describeMoving } from './transport-contract/moving.ts';
import { describePresence } from './transport-contract/presence.ts';
import { describeSignalling } from './transport-contract/signalling.ts';
import { describeStreams } from './transport-contract/streams.ts';

export interface TransportTestOptions {
  /** Milliseconds that a network may take to do what it has to; a real one needs seconds to notice silence. */
  readonly patience?: number;
}

/** What every transport must do: the port's contract, to be run in every engine. */
export function describeTransport(
  name: string,
  makeNetwork: () => Promise<TestNetwork>,
  { patience = 5000 }: TransportTestOptions = {},
): void {
  describe(`${name} transport`, function () {
    // A wait that fails says what it waited for; the test's own limit does not, so it comes later.
    this.timeout(patience * 3);
    let meeting: Meeting;

    beforeEach(async () => {
      meeting = new Meeting(await makeNetwork(), patience);
    });

    afterEach(() => meeting.close());

    const current = () => meeting;
    describePresence(current);
    describeMessages(current);
    describeMedia(current, patience);
    describeStreams(current);
    describeLoss(current, patience);
    describeSignalling(current);
    describeMoving(current, patience);
  });
}

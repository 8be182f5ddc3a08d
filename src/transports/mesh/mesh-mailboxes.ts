import { after } from '../../core/abort.ts';
import type { Mailboxes } from '../../core/mailbox.ts';
import { Attendance, jitter } from './attendance.ts';
import type { Signaller } from './signaller.ts';

/** Between two questions whether the service is still there. Milliseconds. */
const probeEvery = 15_000;

/** Letters over whatever service introduces the links of a mesh. */
export function meshMailboxes(signaller: Signaller): Mailboxes {
  return {
    open({ server, tag }, listener, signal) {
      const attendance = new Attendance({
        signaller,
        server,
        tag,
        // No connection is ever made here.
        configuration: {},
        desk: {
          greeted: (from, letter) => listener.received(from, letter),
          absent: (address) => listener.absent(address),
          offered: () => undefined,
        },
        claimed: () => listener.signallingChanged('connected'),
        lost: () => listener.signallingChanged('reconnecting'),
        full: () => listener.full(),
      });
      void attendance.keep(signal);
      const probe = () => {
        attendance.claim?.probe();
        after(jitter(probeEvery), signal, probe);
      };
      after(jitter(probeEvery), signal, probe);
      return { send: (to, letter) => attendance.claim?.send(to, letter) };
    },
  };
}

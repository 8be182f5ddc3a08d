import { expect } from 'chai';
import { RtcError } from '../../../src/core/errors.ts';
import { Attendance } from '../../../src/transports/mesh/attendance.ts';
import type { Address } from '../../../src/core/mailbox.ts';
import type { Claim, Signaller } from '../../../src/transports/mesh/signaller.ts';

/** A service that does with each claim what the test says, until enough were made. */
function service(answer: (address: Address, count: number) => Claim | undefined, isThere = () => true) {
  const claimed: Address[] = [];
  const signaller: Signaller = {
    isThere: () => Promise.resolve(isThere()),
    claim: (address) => {
      const claim = answer(address, claimed.push(address));
      return claim ? Promise.resolve(claim) : Promise.reject(new RtcError('server-unreachable', 'Closed without a word'));
    },
  };
  return { claimed, signaller };
}

function claimOf(address: Address, lost: AbortSignal): Claim {
  return { address, lost, send: () => undefined, probe: () => undefined, dial: () => undefined };
}

describe('Attendance', () => {
  const nobody = { greeted: () => undefined, absent: () => undefined, offered: () => undefined };
  const keep = (signaller: Signaller, end: AbortController, claimed: (claim: Claim) => void = () => undefined) =>
    new Attendance({
      signaller,
      server: 'https://rtc.example.org/peer',
      tag: 'room',
      configuration: {},
      desk: nobody,
      claimed,
      lost: () => undefined,
      full: () => undefined,
    }).keep(end.signal);

  it('tries another address after one that failed: it may be one that is taken', async () => {
    const end = new AbortController();
    const { claimed, signaller } = service((address, count) => (count < 3 ? undefined : claimOf(address, end.signal)));
    await keep(signaller, end, () => end.abort());
    expect(new Set(claimed).size).to.equal(3);
  });

  it('comes back to the address that it held, however often that fails', async () => {
    const [end, first] = [new AbortController(), new AbortController()];
    const { claimed, signaller } = service((address, count) => {
      if (count === 1) return claimOf(address, first.signal);
      return count < 4 ? undefined : claimOf(address, end.signal);
    });
    let times = 0;
    await keep(signaller, end, () => {
      if (++times === 1) first.abort();
      else end.abort();
    });
    expect(claimed).to.have.length(4);
    expect(new Set(claimed).size).to.equal(1);
  });

  it('opens no socket to a service that is not there, and asks until it is', async () => {
    const [end, first] = [new AbortController(), new AbortController()];
    const { claimed, signaller } = service(
      (address, count) => {
        if (count === 1) return claimOf(address, first.signal);
        return count === 2 ? undefined : claimOf(address, end.signal);
      },
      () => {
        expect(claimed).to.have.length(2);
        return ++asked === 3;
      },
    );
    let [asked, times] = [0, 0];
    await keep(signaller, end, () => {
      if (++times === 1) first.abort();
      else end.abort();
    });
    expect(asked).to.equal(3);
    expect(claimed).to.have.length(3);
  });
});

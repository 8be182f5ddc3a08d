import { abortable } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import type { Room, Transport } from '../../core/transport.ts';
import { Attendance } from './attendance.ts';
import type { LoadQuality } from './late-quality.ts';
import { MeshRoom } from './mesh-room.ts';
import type { Signaller } from './signaller.ts';

/** A transport of pairwise links, over whatever service carries the first words. `quality`: what watches over the quality of links. */
export function meshTransport(signaller: Signaller, quality?: LoadQuality): Transport {
  return {
    async enter(options, listener, signal): Promise<Room> {
      if (!globalThis.RTCPeerConnection) {
        throw new RtcError('unsupported-browser', 'This browser has no RTCPeerConnection');
      }
      const room = new MeshRoom(options, listener, signal, quality);
      const { promise, resolve, reject } = settledOnce();
      let server: 'connected' | 'reconnecting' | undefined;
      const serverChanged = (state: 'connected' | 'reconnecting') => {
        if (state === server || signal.aborted) return;
        server = state;
        listener.signallingChanged(state);
      };
      const attendance = new Attendance({
        signaller,
        server: options.server,
        tag: options.keys.tag,
        configuration: room.configuration,
        desk: room.membership,
        claimed: (claim) => {
          serverChanged('connected');
          room.registered(claim);
          resolve();
        },
        lost: () => serverChanged('reconnecting'),
        full: () => reject(new RtcError('room-full', 'Every address of the room is taken')),
      });
      void attendance.keep(signal);
      await abortable(promise, signal);
      return room;
    },
  };
}

function settledOnce(): { promise: Promise<void>; resolve: () => void; reject: (error: RtcError) => void } {
  let [resolve, reject]: [() => void, (error: RtcError) => void] = [() => undefined, () => undefined];
  const promise = new Promise<void>((onResolve, onReject) => ([resolve, reject] = [onResolve, onReject]));
  return { promise, resolve, reject };
}

import { applicationData } from '../../src/core/application-data.ts';
import { roomKeys } from '../../src/core/crypto/room-keys.ts';
import type { Room, Transport } from '../../src/core/transport.ts';
import { RecordingListener } from './recording-listener.ts';

const perSecond = 5000;
const perTick = 250;

/** Somebody in a room who keeps to nothing: no rate of their own. */
export async function flooderIn(transport: Transport, room: string, server: string, signal: AbortSignal): Promise<Room> {
  const iceServers = () => Promise.resolve([]);
  const keys = await roomKeys(room, { kind: 'open' });
  return transport.enter({ keys, server, iceServers, attributes: { name: 'Mallory' } }, new RecordingListener(10_000), signal);
}

/** Sends 5,000 messages in a second, for some seconds, or as many as the transport takes. Resolves with how many those were. */
export async function flood(room: Room, topic: string, seconds: number): Promise<number> {
  const bytes = applicationData.encode({ topic, data: { x: 1, y: 2 } });
  let sent = 0;
  for (let due = performance.now(), tick = 0; tick < (seconds * perSecond) / perTick; tick++) {
    const sending = Array.from({ length: perTick }, () => room.send('app', bytes));
    sent += (await Promise.allSettled(sending)).filter(({ status }) => status === 'fulfilled').length;
    due += (1000 * perTick) / perSecond;
    // So many a second is what is sent, whoever is ready for it.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  }
  return sent;
}

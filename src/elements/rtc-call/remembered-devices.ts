import type { CallSession } from '../../core/call-session.ts';
import { type DeviceKind, deviceKinds } from '../../core/capture.ts';

const place = 'rtc-elements.devices';
/** An id is a hash; what is longer is none. */
const longest = 256;

type Remembered = Partial<Record<DeviceKind, string>>;

/** Keeps, in this browser and for this origin, which devices somebody chooses in a call, until `signal` aborts. */
export function rememberDevices(session: CallSession, isOff: () => boolean, signal: AbortSignal): void {
  let { chosen: before } = session.store.state;
  session.store.watch(({ chosen }) => {
    if (chosen === before) return;
    const changes = deviceKinds.filter((kind) => chosen[kind] !== before[kind]);
    before = chosen;
    if (!isOff()) keep({ ...rememberedDevices(), ...Object.fromEntries(changes.map((kind) => [kind, chosen[kind]])) });
  }, signal);
}

/** Uses what was chosen last in another call, unless something has been chosen in this one. */
export function recallDevices(session: CallSession): void {
  const { chosen } = session.store.state;
  const wanted = Object.entries(rememberedDevices()).filter(([kind]) => !chosen[kind as DeviceKind]);
  if (wanted.length > 0) session.prefer(Object.fromEntries(wanted), { chosen: true });
}

/** Anything of the page may have written there. */
function rememberedDevices(): Remembered {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '');
    const entries = Object.entries(found ?? {}).filter(([kind, id]) => deviceKinds.includes(kind as DeviceKind) && isId(id));
    return Object.fromEntries(entries);
  } catch {
    // Nothing yet, nonsense, or a browser that keeps nothing.
    return {};
  }
}

function keep(devices: Remembered): void {
  const known = Object.entries(devices).filter(([, id]) => isId(id));
  try {
    if (known.length > 0) localStorage.setItem(place, JSON.stringify(Object.fromEntries(known)));
    else localStorage.removeItem(place);
  } catch {
    // Chosen for this page alone.
  }
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== '' && id.length <= longest;
}

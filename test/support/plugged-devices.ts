import { type InjectedDevice, type InjectedDevices, injectedDevices } from './injected-devices.ts';
import { injectDevices, listenersOf } from './recorded-tracks.ts';

interface Open {
  readonly deviceId: string;
  readonly track: MediaStreamTrack;
  readonly listeners: EventTarget;
}

/** Devices that are plugged in and pulled out as a test likes; what they show and say is the browser's own made-up devices. */
export class PluggedDevices {
  /** The ids that were opened, in order. */
  readonly opened: string[] = [];
  readonly #list: InjectedDevices;
  #devices: readonly InjectedDevice[] = [];
  #open: Open[] = [];

  constructor(...devices: readonly InjectedDevice[]) {
    const real = navigator.mediaDevices;
    this.#list = injectedDevices();
    injectDevices((constraints = {}) => this.#grant(real, constraints));
    this.set(...devices);
  }

  /** These are there from now on; the tracks of those that are gone end. */
  set(...devices: readonly InjectedDevice[]): void {
    this.#devices = devices;
    const lost = this.#open.filter(({ deviceId }) => !devices.some(([, id]) => id === deviceId));
    this.#open = this.#open.filter((each) => !lost.includes(each));
    for (const { track } of lost) track.stop();
    this.#list.set(...devices);
    for (const { listeners } of lost) listeners.dispatchEvent(new Event('ended'));
  }

  unplug(deviceId: string): void {
    this.set(...this.#devices.filter(([, id]) => id !== deviceId));
  }

  plugIn(...device: InjectedDevice): void {
    this.set(...this.#devices, device);
  }

  /** The device goes on; its permission does not. */
  takeBack(deviceId: string): void {
    for (const { track, listeners } of this.#open.filter((each) => each.deviceId === deviceId)) {
      track.stop();
      listeners.dispatchEvent(new Event('ended'));
    }
  }

  /** The ids of the devices that are open. */
  get inUse(): string[] {
    return this.#open.filter(({ track }) => track.readyState === 'live').map(({ deviceId }) => deviceId);
  }

  /** Somebody follows what comes and goes. */
  get isWatched(): boolean {
    return this.#list.watchers > 0;
  }

  restore(): void {
    this.#list.restore();
  }

  async #grant(real: MediaDevices, constraints: MediaStreamConstraints): Promise<MediaStream> {
    const wanted = (['audio', 'video'] as const).filter((kind) => constraints[kind]);
    const chosen = wanted.map((kind) => this.#chosen(`${kind}input`, constraints[kind]!));
    const stream = await real.getUserMedia(Object.fromEntries(wanted.map((kind) => [kind, true])));
    for (const [index, kind] of wanted.entries()) {
      const track = stream.getTracks().find((each) => each.kind === kind)!;
      const [, deviceId, label] = chosen[index]!;
      Object.defineProperty(track, 'label', { value: label });
      track.getSettings = () => ({ deviceId });
      this.#open.push({ deviceId, track, listeners: listenersOf(track) });
      this.opened.push(deviceId);
    }
    return stream;
  }

  #chosen(kind: MediaDeviceKind, constraints: MediaTrackConstraints | boolean): InjectedDevice {
    const those = this.#devices.filter(([each]) => each === kind);
    if (those.length === 0) throw new DOMException('Made up', 'NotFoundError');
    const id = typeof constraints === 'object' ? (constraints.deviceId as ConstrainDOMStringParameters | undefined)?.exact : undefined;
    const found = id === undefined ? those[0] : those.find(([, each]) => each === id);
    if (!found) throw new DOMException('Made up', 'OverconstrainedError');
    return found;
  }
}

export type InjectedDevice = readonly [kind: MediaDeviceKind, deviceId: string, label: string];

export interface InjectedDevices {
  /** These are there from now on; whoever watches is told. */
  set(...devices: readonly InjectedDevice[]): void;
  /** Resolves when everybody who asked so far has the answer. */
  readonly asked: Promise<unknown>;
  /** How many listen for changes. */
  readonly watchers: number;
  restore(): void;
}

/** Puts made-up devices in the place of the browser's list, until they are restored. WebKitGTK may have no list at all. */
export function injectedDevices(): InjectedDevices {
  const { mediaDevices: original } = navigator as { mediaDevices?: MediaDevices };
  const target = new EventTarget();
  let devices: readonly InjectedDevice[] = [];
  let asked: Promise<unknown> = Promise.resolve();
  const signals = new Set<AbortSignal>();
  const own = {
    enumerateDevices: () => {
      const answer = Promise.resolve(devices.map(([kind, deviceId, label]) => ({ kind, deviceId, label, groupId: '' })));
      // A turn of the event loop later, whoever asked has made use of it.
      asked = answer.then(() => new Promise((resolve) => setTimeout(resolve)));
      return answer;
    },
    getUserMedia: (constraints?: MediaStreamConstraints) => original?.getUserMedia(constraints) ?? Promise.reject(new DOMException('None', 'NotFoundError')),
    addEventListener: (type: string, listener: () => void, { signal }: { signal: AbortSignal }) => {
      signals.add(signal);
      target.addEventListener(type, listener, { signal });
    },
  };
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: own });
  return {
    set(...now) {
      devices = now;
      target.dispatchEvent(new Event('devicechange'));
    },
    get asked() {
      return asked;
    },
    get watchers() {
      return [...signals].filter(({ aborted }) => !aborted).length;
    },
    restore() {
      Reflect.deleteProperty(navigator, 'mediaDevices');
    },
  };
}

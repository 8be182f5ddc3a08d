export interface RecordedTracks {
  readonly granted: readonly MediaStreamTrack[];
  readonly live: readonly MediaStreamTrack[];
  readonly asked: readonly MediaStreamConstraints[];
  /** The device of this kind goes away by itself. */
  lose(kind: 'audio' | 'video'): void;
}

/** Every track that the browser grants from now on, until {@link restoreDevices}. */
export function recordTracks(): RecordedTracks {
  const granted: MediaStreamTrack[] = [];
  const asked: MediaStreamConstraints[] = [];
  const ends = new Map<MediaStreamTrack, EventTarget>();
  const original = MediaDevices.prototype.getUserMedia;
  injectDevices(async (constraints = {}) => {
    asked.push(constraints);
    const stream = await original.call(navigator.mediaDevices, constraints);
    for (const track of stream.getTracks()) {
      granted.push(track);
      ends.set(track, listenersOf(track));
    }
    return stream;
  });
  return {
    granted,
    asked,
    get live() {
      return granted.filter(({ readyState }) => readyState === 'live');
    },
    lose(kind) {
      const track = granted.find((each) => each.kind === kind && each.readyState === 'live');
      if (!track) throw new Error(`No ${kind} track is live`);
      track.stop();
      ends.get(track)?.dispatchEvent(new Event('ended'));
    },
  };
}

// In Firefox a script cannot fire an event at a track: nobody hears it.
export function listenersOf(track: MediaStreamTrack): EventTarget {
  const listeners = new EventTarget();
  const { addEventListener } = track;
  track.addEventListener = (...listener: Parameters<EventTarget['addEventListener']>) => {
    addEventListener.apply(track, listener as Parameters<typeof addEventListener>);
    listeners.addEventListener(...listener);
  };
  return listeners;
}

/** Puts `getUserMedia` in the place of the browser's, for what cannot be made real. */
export function injectDevices(getUserMedia: MediaDevices['getUserMedia']): void {
  Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { configurable: true, value: getUserMedia });
}

/** What the browser says of its permissions, for what cannot be made real in every browser. Of what is not named it tells nothing. */
export function injectPermission(state: PermissionState | Partial<Record<string, PermissionState>>): void {
  const stateOf = ({ name }: PermissionDescriptor) => (typeof state === 'string' ? state : state[name]);
  const query = async (descriptor: PermissionDescriptor) => {
    if (!stateOf(descriptor)) throw new TypeError('Injected');
    return { state: stateOf(descriptor) };
  };
  Object.defineProperty(navigator, 'permissions', { configurable: true, value: { query } });
}

export function restoreDevices(): void {
  Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia');
  Reflect.deleteProperty(navigator, 'permissions');
}

/** A browser that refuses with the error of this name. */
export function refuseDevices(name: string): readonly MediaStreamConstraints[] {
  const asked: MediaStreamConstraints[] = [];
  injectDevices((constraints = {}) => {
    asked.push(constraints);
    return Promise.reject(new DOMException('Injected', name));
  });
  return asked;
}

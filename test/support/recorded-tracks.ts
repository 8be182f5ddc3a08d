/** Every track that the browser grants from now on, until the end of the test. */
export function recordTracks(): { granted: MediaStreamTrack[]; readonly live: MediaStreamTrack[]; readonly asked: MediaStreamConstraints[] } {
  const granted: MediaStreamTrack[] = [];
  const asked: MediaStreamConstraints[] = [];
  const original = MediaDevices.prototype.getUserMedia;
  injectDevices(async (constraints = {}) => {
    asked.push(constraints);
    const stream = await original.call(navigator.mediaDevices, constraints);
    granted.push(...stream.getTracks());
    return stream;
  });
  return {
    granted,
    asked,
    get live() {
      return granted.filter(({ readyState }) => readyState === 'live');
    },
  };
}

/** Puts `getUserMedia` in the place of the browser's, for what cannot be made real. Undone by {@link restoreDevices}. */
export function injectDevices(getUserMedia: MediaDevices['getUserMedia']): void {
  Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { configurable: true, value: getUserMedia });
}

export function restoreDevices(): void {
  Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia');
}

/** A browser that refuses with the error of this name. */
export function refuseDevices(name: string): MediaStreamConstraints[] {
  const asked: MediaStreamConstraints[] = [];
  injectDevices((constraints = {}) => {
    asked.push(constraints);
    return Promise.reject(new DOMException('Injected', name));
  });
  return asked;
}

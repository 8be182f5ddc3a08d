/** In the place of a camera's bad luck that cannot be made real in a test: runs before the library's script. */
import { injectDevices, recordTracks } from '../../../support/recorded-tracks.ts';

let isBusy = false;
const tracks = recordTracks();
const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);

injectDevices((constraints) => {
  if (isBusy && constraints?.video) return Promise.reject(new DOMException('Injected', 'NotReadableError'));
  return getUserMedia(constraints);
});

/** Another app takes the camera, or lets go of it. */
export function setBusy(busy: boolean): void {
  isBusy = busy;
}

export function unplug(): void {
  tracks.lose('video');
}

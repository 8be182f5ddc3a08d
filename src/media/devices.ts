import type { DeviceKind } from '../core/capture.ts';

const kinds: Record<DeviceKind, MediaDeviceKind> = { microphone: 'audioinput', camera: 'videoinput', speaker: 'audiooutput' };

/**
 * Tells which devices of a kind there are, now and after every change, until `signal` aborts. What has no label is left
 * out: before the browser's permission there is nothing to choose (W3C mediacapture-streams §9.2).
 */
export function watchDevices(kind: DeviceKind, found: (devices: readonly MediaDeviceInfo[]) => void, signal: AbortSignal): void {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  const look = async () => {
    const all = (await mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    if (!signal.aborted) found(all.filter((device) => device.kind === kinds[kind] && device.label));
  };
  mediaDevices?.addEventListener('devicechange', () => void look(), { signal });
  void look();
}

/** Whether the page may say where sound is played (W3C audio-output). */
export function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

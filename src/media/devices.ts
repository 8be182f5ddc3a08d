import { after } from '../core/abort.ts';
import type { DeviceKind } from '../core/capture.ts';

const kinds: Record<DeviceKind, MediaDeviceKind> = { microphone: 'audioinput', camera: 'videoinput', speaker: 'audiooutput' };

/** Milliseconds between two looks at the devices. */
const lookAgain = 2000;

/**
 * Tells which devices of a kind there are, now and after every change, until `signal` aborts. What has no label is left
 * out: before the browser's permission there is nothing to choose (W3C mediacapture-streams §9.2).
 */
export function watchDevices(kind: DeviceKind, found: (devices: readonly MediaDeviceInfo[]) => void, signal: AbortSignal): void {
  const look = async () => {
    const all = await allDevices();
    if (!signal.aborted) found(all.filter((device) => device.kind === kinds[kind] && device.label));
  };
  keepLooking(signal);
  mediaDevices()?.addEventListener('devicechange', () => void look(), { signal });
  void look();
}

/**
 * Asks for the devices again and again until `signal` aborts, where that is needed: Chromium on Linux hears nothing of
 * what comes to and goes from a sound server; only when somebody looks, it fires `devicechange`, and ends the tracks of
 * what is gone. Every other browser tells by itself.
 */
export function keepLooking(signal: AbortSignal): void {
  // Only Chromium has it (WICG ua-client-hints).
  const { userAgentData } = navigator as { userAgentData?: { readonly platform: string } };
  if (userAgentData?.platform !== 'Linux') return;
  const look = () => void allDevices().then(() => after(lookAgain, signal, look));
  after(lookAgain, signal, look);
}

/** The devices that there are by kind, as far as the browser tells: without its permission there is something, and nobody knows what. */
export type Present = Readonly<Record<DeviceKind, readonly MediaDeviceInfo[]>>;

/** Tells all that there is, now and after every change, until `signal` aborts. */
export function watchPresent(found: (present: Present) => void, signal: AbortSignal): void {
  const look = async () => {
    const all = await allDevices();
    const those = (kind: DeviceKind) => all.filter((device) => device.kind === kinds[kind]);
    if (!signal.aborted) found({ microphone: those('microphone'), camera: those('camera'), speaker: those('speaker') });
  };
  mediaDevices()?.addEventListener('devicechange', () => void look(), { signal });
  void look();
}

/** The ids of all that there is, as far as the browser tells. */
export async function presentIds(): Promise<readonly string[]> {
  return (await allDevices()).map(({ deviceId }) => deviceId);
}

/** As {@link Capture.isReplaceable}. */
export async function isReplaceable(kind: DeviceKind, deviceId: string): Promise<boolean> {
  const others = (await allDevices()).filter((device) => device.kind === kinds[kind] && device.label);
  // Whatever the system's default is, there is always one.
  const isThere = deviceId !== 'default' && others.some((device) => device.deviceId === deviceId);
  return others.length > 0 && !isThere;
}

/** Whether there is a device of this kind, as far as the browser lets this page see. */
export async function hasDevice(kind: DeviceKind): Promise<boolean> {
  return (await allDevices()).some((device) => device.kind === kinds[kind]);
}

/** Whether the page may say where sound is played (W3C audio-output). */
export function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

async function allDevices(): Promise<readonly MediaDeviceInfo[]> {
  return (await mediaDevices()?.enumerateDevices().catch(() => [])) ?? [];
}

/** Only secure pages have it. */
function mediaDevices(): MediaDevices | undefined {
  return (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
}

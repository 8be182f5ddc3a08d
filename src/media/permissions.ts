import type { CaptureSource } from '../core/capture.ts';

/** What the browser will do when it is asked for a device; undefined where it does not tell. */
export async function permissionOf(source: CaptureSource): Promise<PermissionState | undefined> {
  try {
    const { state } = await navigator.permissions.query({ name: source });
    return state;
  } catch {
    return undefined;
  }
}

/** Whether a device may be opened without asking. False where the browser does not tell. */
export async function isGranted(source: CaptureSource): Promise<boolean> {
  return (await permissionOf(source)) === 'granted';
}

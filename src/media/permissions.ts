import type { CaptureSource } from '../core/capture.ts';

/** Chromium lets go of none that was ever asked for, for as long as the page lives. One that is listened to goes on telling. */
const known = new WeakMap<Permissions, Map<CaptureSource, PermissionStatus>>();

/** What the browser will do when it is asked for a device; undefined where it does not tell. */
export async function permissionOf(source: CaptureSource): Promise<PermissionState | undefined> {
  try {
    return (await statusOf(source)).state;
  } catch {
    return undefined;
  }
}

/** Whether a device may be opened without asking. False where the browser does not tell. */
export async function isGranted(source: CaptureSource): Promise<boolean> {
  return (await permissionOf(source)) === 'granted';
}

async function statusOf(source: CaptureSource): Promise<PermissionStatus> {
  const { permissions } = navigator;
  const statuses = known.get(permissions) ?? new Map<CaptureSource, PermissionStatus>();
  const before = statuses.get(source);
  if (before) return before;
  const status = await permissions.query({ name: source });
  // Only Chromium has it (WICG ua-client-hints); what others keep, and whether they go on telling, is theirs.
  if ('userAgentData' in navigator && status instanceof PermissionStatus) {
    status.addEventListener('change', () => undefined);
    known.set(permissions, statuses.set(source, status));
  }
  return status;
}

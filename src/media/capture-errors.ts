import type { CaptureSource } from '../core/capture.ts';
import { RtcError, type RtcErrorCode } from '../core/errors.ts';
import { hasDevice } from './devices.ts';
import { permissionOf } from './permissions.ts';

const codes: Readonly<Record<string, RtcErrorCode>> = {
  NotAllowedError: 'media-denied',
  SecurityError: 'permission-policy',
  NotFoundError: 'media-not-found',
  OverconstrainedError: 'media-not-found',
  NotReadableError: 'media-in-use',
  AbortError: 'media-in-use',
};

/** Why a device could not be opened. `needed`: all that the call sends, for the page's author to allow at once. */
export async function captureError(error: unknown, source: CaptureSource, needed: readonly CaptureSource[]): Promise<RtcError> {
  if (!globalThis.isSecureContext) {
    return new RtcError('insecure-context', 'Devices need a secure context: https:, or http: on localhost', { cause: error });
  }
  const name = error instanceof Error ? error.name : '';
  const code = codes[name];
  if (!code) return RtcError.from(error);
  if (code === 'permission-policy' || (await isForbidden(source))) {
    return new RtcError('permission-policy', `The frame may not use the ${source}: ${allowing(needed)}`, { cause: error });
  }
  return new RtcError(code, `The ${source} could not be opened: ${name}`, { cause: error });
}

/** What the page around the frame has to say (W3C permissions-policy §5.2). A frame that may not play sound is silent. */
function allowing(needed: readonly CaptureSource[]): string {
  return `<iframe allow="${[...needed].sort().join('; ')}; autoplay">`;
}

/**
 * Whether the page around this frame keeps the device from it. Chromium tells (W3C permissions-policy §9.1). Firefox
 * refuses as if the person had, but hides the device too, as nobody's refusal does (mediacapture-streams §9.2.1).
 */
async function isForbidden(source: CaptureSource): Promise<boolean> {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } };
  if (featurePolicy) return !featurePolicy.allowsFeature(source);
  const isFramed = globalThis.parent !== globalThis.self;
  return isFramed && (await permissionOf(source)) === 'denied' && !(await hasDevice(source));
}

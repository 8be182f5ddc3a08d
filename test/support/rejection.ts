import { RtcError } from '../../src/core/errors.ts';

/** The error a promise rejects with; fails if it does not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const settled = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (!settled) throw new Error('Expected a rejection');
  return settled.error;
}

/** The code of the RtcError a promise rejects with. */
export async function rejectionCode(promise: Promise<unknown>): Promise<string> {
  const error = await rejection(promise);
  if (error instanceof RtcError) return error.code;
  throw new Error('Expected an RtcError', { cause: error });
}

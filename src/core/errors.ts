/** What can go wrong, by name. The list grows; no code is ever renamed. */
export type RtcErrorCode =
  | 'unsupported-browser'
  | 'insecure-context'
  | 'permission-policy'
  | 'media-denied'
  | 'media-not-found'
  | 'media-in-use'
  | 'media-ended'
  | 'share-cancelled'
  | 'playback-blocked'
  | 'server-unreachable'
  | 'server-lost'
  | 'room-full'
  | 'room-locked'
  | 'denied'
  | 'removed'
  | 'duplicate-identity'
  | 'wrong-passphrase'
  | 'untrusted-peer'
  | 'peer-unreachable'
  | 'connection-lost'
  | 'bad-message'
  | 'too-large'
  | 'file-cancelled'
  | 'file-corrupt'
  | 'file-unreadable'
  | 'storage-full'
  | 'desk-offline'
  | 'bad-attribute'
  | 'internal';

/**
 * The one error type of the library. `message` is the developer's English; what a user reads is the translation of
 * `code`.
 */
export class RtcError extends Error {
  override readonly name = 'RtcError';
  readonly code: RtcErrorCode;

  constructor(code: RtcErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** The same error if it already is one of ours, else `internal` with the cause kept. */
  static from(error: unknown): RtcError {
    if (error instanceof RtcError) return error;
    const message = error instanceof Error ? error.message : String(error);
    return new RtcError('internal', message, { cause: error });
  }
}

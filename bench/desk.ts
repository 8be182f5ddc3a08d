import { newKeyPair } from '../src/server/ed25519.ts';

/** A desk that nobody else has. */
export interface Desk {
  /** For `desk-key`. */
  readonly key: string;
  /** The text of its key file. */
  readonly file: string;
}

export function newDesk(): Desk {
  const pair = newKeyPair();
  return { key: pair.publicKey, file: JSON.stringify({ type: 'rtc-elements desk key', version: 1, ...pair }) };
}

/** As in the README. */
export function supportButton({ key }: Desk, attributes = 'prechat="name topic"'): string {
  return `<rtc-support desk="Acme" desk-key="${key}" ${attributes}></rtc-support>`;
}

export function deskElement({ key }: Desk, attributes = ''): string {
  return `<rtc-desk desk="Acme" desk-key="${key}" agent-name="Ada" ${attributes}></rtc-desk>`;
}

import { type KeyPair, newKeyPair, readKeyPair, signFields } from './ed25519.ts';
import { readSecretFile, writeSecretFile } from './secret-file.ts';

const DESK_KEY = { type: 'rtc-elements desk key', version: 1 } as const;
const AGENT_CERTIFICATE = { type: 'rtc-elements agent certificate', version: 1 } as const;
/** What the signature begins with, so that nothing else a desk may ever sign can be taken for a certificate. */
const PURPOSE = 'rtc-elements/1 agent';
const DAY = 24 * 60 * 60;

/** A file was written. */
export interface Issued {
  /** Of the desk or of the agent, as base64url: 43 characters. */
  readonly publicKey: string;
  /** What to tell whoever asked for it. */
  readonly advice: string;
}

/** Whom a certificate is for. */
export interface Agent {
  /** What visitors are shown: 1 to 80 characters. */
  readonly name: string;
  /** How long it holds from now on. */
  readonly days: number;
}

/**
 * Makes a desk's key and writes it to a new file. Whoever has the file is the desk; its public half is the `desk-key` of
 * the elements.
 *
 * @throws When the file exists or cannot be written.
 */
export async function createDeskKey(file: string): Promise<Issued> {
  const pair = newKeyPair();
  await writeSecretFile(file, { ...DESK_KEY, ...pair });
  return { publicKey: pair.publicKey, advice: `Keep ${file} secret: whoever has it is the desk. The public key, for desk-key="…":` };
}

/**
 * Makes a key for an agent, signs its public half with the desk's key, and writes both to a new file: its holder answers
 * for the desk under this name until it expires. Nothing can take it back before.
 *
 * The signature (Ed25519, RFC 8032) is over the fields "rtc-elements/1 agent", desk, publicKey, name and expires (as a
 * decimal number), each as its length in four bytes, the highest first, and its UTF-8 bytes.
 *
 * @throws When the desk's key cannot be read or is none, when the file exists or cannot be written.
 */
export async function issueCertificate(file: string, { name, days }: Agent, deskKeyFile: string): Promise<Issued> {
  const desk = await readDeskKey(deskKeyFile);
  const agent = newKeyPair();
  const expires = Math.floor(Date.now() / 1000) + days * DAY;
  const signature = signFields([PURPOSE, desk.publicKey, agent.publicKey, name, String(expires)], desk);
  const { publicKey, privateKey } = agent;
  await writeSecretFile(file, { ...AGENT_CERTIFICATE, desk: desk.publicKey, name, expires, publicKey, signature, privateKey });
  return { publicKey, advice: `Keep ${file} secret: whoever has it is ${name}, until ${inWords(expires)}. The agent's public key:` };
}

async function readDeskKey(file: string): Promise<KeyPair> {
  const { type, version, publicKey, privateKey } = (await readSecretFile(file)) ?? {};
  if (type !== DESK_KEY.type) throw new Error(`'${file}' is no desk key`);
  if (version !== DESK_KEY.version) throw new Error(`'${file}' is a desk key of another version`);
  const pair = readKeyPair(publicKey, privateKey);
  if (!pair) throw new Error(`'${file}' is a damaged desk key`);
  return pair;
}

function inWords(seconds: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000);
}

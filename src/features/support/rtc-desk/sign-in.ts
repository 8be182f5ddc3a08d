import { RtcError } from '../../../core/errors.ts';
import { type Credential, CredentialError, openCredential } from '../credential.ts';
import { type DeskName, isDeskKey } from '../desk-name.ts';
import { longestName } from '../letters.ts';

/** What a page says of its desk; `null` is the same as nothing, since frameworks set it. */
export interface DeskSettings {
  readonly desk: string | null;
  readonly deskKey: string | null;
  readonly server: string | null;
  readonly agentName: string | null;
  readonly standby: boolean;
}

export interface SignedIn {
  readonly desk: DeskName;
  readonly name: string;
  /** Undefined for a desk without a key. */
  readonly credential: Credential | undefined;
}

/** Bytes: no key file is as large. */
const longestFile = 16_384;

/** Who signs in, and with what. The file is read once; what is kept cannot be taken out again. */
export class SignIn {
  /** As it was typed. */
  typedName = '';
  readonly #settings: DeskSettings;
  #credential: Credential | undefined;

  constructor(settings: DeskSettings) {
    this.#settings = settings;
  }

  /** Whether what is kept opens the desk. */
  get fits(): boolean {
    return (this.#settings.deskKey || undefined) === this.#credential?.desk;
  }

  /** The name is all that is missing. */
  get wantsName(): boolean {
    return this.fits && this.#name === '';
  }

  /**
   * Opens a file's text, or what is kept of the last.
   * @throws RtcError `insecure-context`, `unsupported-browser`; `untrusted-peer` for what opens nothing; `bad-attribute` if
   * the page is not set up right, or nobody has said who signs in.
   */
  async open(text: string | undefined): Promise<SignedIn> {
    const desk = this.#desk();
    if (!globalThis.crypto?.subtle) throw new RtcError('insecure-context', 'A desk needs a secure context: https:, or http: on localhost');
    if (desk.key && text !== undefined) this.#credential = await openCredential(text, desk.key);
    if (desk.key && !this.fits) throw new CredentialError('no-key-file', 'This desk has a key: open its file');
    const name = this.#name;
    if (!name) throw new RtcError('bad-attribute', 'Nobody says who signs in: <rtc-desk agent-name="…">');
    return { desk, name, credential: desk.key ? this.#credential : undefined };
  }

  forget(): void {
    this.#credential = undefined;
  }

  /** What the desk has certified counts more than what anybody says. */
  get #name(): string {
    const name = this.#credential?.certificate?.name || this.#settings.agentName || this.typedName;
    return name.trim().slice(0, longestName);
  }

  #desk(): DeskName {
    const { desk, deskKey } = this.#settings;
    if (deskKey && !isDeskKey(deskKey)) throw new RtcError('bad-attribute', 'desk-key is not a public key as `rtc-elements desk-key` prints it');
    if (!deskKey && !desk) throw new RtcError('bad-attribute', 'desk is missing: <rtc-desk desk="…">');
    return { label: desk ?? '', key: deskKey ?? '' };
  }
}

/** The text of a file that may be a key file. */
export async function textOf(file: Blob): Promise<string> {
  return file.size > longestFile ? '' : file.text();
}

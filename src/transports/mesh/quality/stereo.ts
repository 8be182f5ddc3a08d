import { musicBitrate } from './sending.ts';

/** How sound goes over one connection. */
export interface SoundTerms {
  /** This side sends music. */
  readonly sends: boolean;
  /** The other side does. */
  readonly hears: boolean;
}

/**
 * Has a connection send, or hear, sound in two channels. Browsers read that in descriptions (RFC 7587 §7.1): what is sent is as the other's
 * says, what is decoded is as one's own. So this side takes both descriptions again, with other words, and tells nobody: the network sees
 * no negotiation, and in each half only one side is concerned.
 */
export class Stereo {
  readonly #connection: RTCPeerConnection;
  #terms: SoundTerms = { sends: false, hears: false };
  /** What the other side said of its Opus in the first place. */
  #said: readonly string[] | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(connection: RTCPeerConnection) {
    this.#connection = connection;
  }

  /** Resolves when it is so, or cannot be. */
  want(terms: SoundTerms): Promise<void> {
    if (terms.sends === this.#terms.sends && terms.hears === this.#terms.hears) return this.#running;
    this.#terms = terms;
    // One after another; a connection that is closed meanwhile has nothing to say.
    this.#running = this.#running.then(() => this.#negotiate(terms)).catch(() => undefined);
    return this.#running;
  }

  async #negotiate({ sends, hears }: SoundTerms): Promise<void> {
    const connection = this.#connection;
    const { currentRemoteDescription: remote, signalingState } = connection;
    if (!remote || signalingState !== 'stable') return;
    this.#said ??= opusWords(remote.sdp);
    const there = { type: remote.type, sdp: withOpusWords(remote.sdp, this.#said, sends ? music : {}) };
    const own = ({ type, sdp = '' }: RTCSessionDescriptionInit) => ({ type, sdp: withOpusWords(sdp, opusWords(sdp), hears ? { stereo: '1' } : {}) });
    if (remote.type === 'offer') {
      await connection.setRemoteDescription(there);
      await connection.setLocalDescription(own(await connection.createAnswer()));
    } else {
      await connection.setLocalDescription(own(await connection.createOffer()));
      await connection.setRemoteDescription(there);
    }
  }
}

const music = { stereo: '1', 'sprop-stereo': '1', maxaveragebitrate: String(musicBitrate) };

/** What each description of Opus in it says, in order: `minptime=10;useinbandfec=1`. */
function opusWords(sdp: string): string[] {
  return [...sdp.matchAll(opusFormat(sdp))].map(([, , words = '']) => words);
}

/** The same, saying `words`, and `more` instead of what they say of that. All descriptions of one format have to be alike. */
function withOpusWords(sdp: string, words: readonly string[], more: Readonly<Record<string, string>>): string {
  let index = 0;
  return sdp.replaceAll(opusFormat(sdp), (_line, before: string, now: string) => {
    const known = Object.fromEntries((words[index++] ?? now).split(';').map((word) => word.trim().split('=') as [string, string]));
    return before + Object.entries({ ...known, ...more }).map(([name, value]) => `${name}=${value}`).join(';');
  });
}

function opusFormat(sdp: string): RegExp {
  const number = /^a=rtpmap:(\d+) opus\//im.exec(sdp)?.[1] ?? 'none';
  return new RegExp(`^(a=fmtp:${number} )(.*)$`, 'gm');
}

import { expect } from '@open-wc/testing';
import { base64Decode } from '../../src/core/crypto/base64.ts';
import { roomKeys } from '../../src/core/crypto/room-keys.ts';
import { Scene } from '../support/attacker-scene.ts';
import { acquainted, roundTrip } from '../support/meeting.ts';
import type { Frame } from '../support/wiretap.ts';

const room = 'Quarterly board meeting';
const passphrase = 'correct horse battery staple';
const secrets = [room, passphrase, 'Ada Lovelace', 'Countess', 'Charles Babbage', 'tea at five', 'agenda'];

describe('PeerJS, overheard by its server', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(() => scene.close());

  it('says nothing of a room with a passphrase: not its name, not who is in it, not what they say', async () => {
    performance.clearResourceTimings();
    const keys = await roomKeys(room, { kind: 'passphrase', passphrase });
    const ada = await scene.enter({ keys, attributes: { name: 'Ada Lovelace' } });
    const charles = await scene.enter({ keys, attributes: { name: 'Charles Babbage' } });
    await acquainted([ada, charles]);
    await ada.room.setAttributes({ name: 'Countess' });
    await ada.say('agenda', 'tea at five');
    await roundTrip(ada, charles);
    const stranger = await scene.enter({ keys, attributes: { name: 'Ada Lovelace' } });
    await acquainted([ada, charles, stranger]);
    ada.leave();
    await charles.heard.losesSightOf(ada.id);

    const said = scene.tap.frames.filter(({ direction }) => direction === 'up');
    const kinds = said.map(({ message: { type, payload } }) => payload?.rtc?.kind ?? type);
    expect(kinds).to.include.members(['hello', 'OFFER', 'accept', 'ANSWER', 'CANDIDATE']);
    const everything = [...scene.tap.sockets.map(({ url }) => url), ...said.flatMap(spellings)].join('\n').toLowerCase();
    const spelt = (secret: string) => [secret, encodeURIComponent(secret), hex(secret)].map((spelling) => spelling.toLowerCase());
    const leaked = secrets.filter((secret) => spelt(secret).some((spelling) => everything.includes(spelling)));
    expect(leaked).to.deep.equal([]);
    const requests = performance.getEntriesByType('resource').filter(({ name }) => name.startsWith(scene.server.url));
    expect(requests, 'HTTP').to.deep.equal([]);
  });
});

/** A frame as it is, and whatever in it may have been encoded, decoded. */
function spellings({ message }: Frame): string[] {
  const text = JSON.stringify(message);
  const words = text.match(/[\w-]{4,}/g) ?? [];
  return [text, ...words.flatMap((word) => decoded(word))];
}

function decoded(word: string): string[] {
  try {
    return [new TextDecoder('latin1').decode(base64Decode(word))];
  } catch {
    return [];
  }
}

function hex(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

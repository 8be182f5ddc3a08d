import { applicationData } from '../../src/core/application-data.ts';
import { RtcError } from '../../src/core/errors.ts';
import * as wire from '../../src/features/data/request-wire.ts';
import { encodeMessage } from '../../src/transports/mesh/frames.ts';
import { pack } from '../../src/transports/peerjs/guests/binary-pack.ts';

/** What is right, for every decoder: what is fuzzed is changed from it. */
const json = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value));
const bytes = (text: string) => new TextEncoder().encode(text);

export const publicKey = 'A'.repeat(43);
const [signature, hexKey, mac, box] = ['B'.repeat(86), '0123456789abcdef'.repeat(2), 'f'.repeat(64), 'Zm9v'.repeat(20)];

export const texts = ['""', '"words ☎"', '{"a":[1,2,{"b":null}]}'];

export const messages = [
  applicationData.encode({ topic: 'score', data: { points: [1, 2, 3], who: 'Ada' } }),
  applicationData.encode({ topic: 'Größe', data: Uint8Array.of(0, 1, 2, 255) }),
  applicationData.encode({ topic: 'state', data: { x: 1.5, y: -2 }, number: 77 }),
  applicationData.encode({ topic: 'state', data: Uint8Array.of(9), number: 2 ** 32 - 1 }),
];
export const reactions = ['👍', '👩‍👩‍👧', '🇩🇪', '❤️'].map(bytes);
export const questions = [wire.questions.encode({ id: 7, topic: 'sum', data: [1, 2] }), wire.questions.encode({ id: 8, topic: 'sum', data: Uint8Array.of(1) })];
export const answers = [
  wire.answers.encode({ id: 7, topic: 'sum', data: 3 }),
  wire.answers.encode({ id: 7, topic: 'sum', error: new RtcError('denied', 'Not you') }),
];

const profile = { name: 'Ada', avatar: 'https://example.org/ada.png' };
export const callTickets = [
  {
    id: hexKey,
    joinedAt: 1_700_000_000_000,
    profile,
    told: profile,
    wishes: { microphone: true, camera: false },
    devices: { microphone: 'm', camera: 'c', speaker: '' },
    link: 'rtc=room.key',
  },
];
export const attributes = [{ ...profile, hand: 'up' }, {}];
/** As a decoder before it would have left it. */
export function strings(value: unknown): Record<string, string> {
  const entries = Object.entries(typeof value === 'object' ? (value ?? {}) : {}).flatMap(([key, each]) => (typeof each === 'string' ? [[key, each.slice(0, 4096)]] : []));
  return Object.fromEntries(entries) as Record<string, string>;
}

const certificate = { name: 'Ada', publicKey, expires: 2_000_000_000, signature };
export const letters = [
  { kind: 'ask', visitor: publicKey },
  { kind: 'desk', visitor: publicKey, agent: publicKey, proof: { signature, certificate }, box },
  { kind: 'desk', visitor: publicKey, agent: publicKey, proof: null, box },
  { kind: 'word', from: publicKey, box },
];
const request = { mode: 'video', topic: 'Billing', name: 'Vera', fields: { email: 'v@example.org' }, page: 'https://shop.example.org/', title: 'Shop', context: '{"basket":3}' };
export const visitorWords = json([
  { number: 5, heard: 4, phase: 'waiting', waited: 1000, request, room: 'C'.repeat(22), by: '', rating: { stars: 5, comment: 'Good' } },
  { number: 5, heard: 4, phase: 'gone', waited: 0, request: null, room: null, by: 'Grace', rating: null },
]);
export const agentWords = json([{ number: 5, heard: 4, name: 'Ada', availability: 'free', phase: 'answering', ahead: 2 }]);
export const credentials = json([
  { type: 'rtc-elements desk key', version: 1, publicKey, privateKey: publicKey },
  { type: 'rtc-elements agent certificate', version: 1, desk: publicKey, ...certificate, privateKey: publicKey },
]);
export const forms = json([[{ id: 'a', since: 1_700_000_000_000, form: { message: 'Hello' } }], []]);
export const hours = ['Mon-Fri 09:00-18:00 Europe/Berlin', 'Mon-Thu 9-17, Fri,Sat 22:00-02:00; Sun 0-24'];
export const visitTickets = [
  {
    visit: { end: { publicKey, privateKey: 'x' }, request, since: 1, room: 'C'.repeat(22), agent: { id: 'x', name: 'Ada' } },
    values: { name: 'Vera' },
    metAt: 0,
    open: true,
  },
];

const server = [
  { type: 'OFFER', src: 'a', payload: { sdp: { type: 'offer', sdp: 'v=0\r\n' }, connectionId: 'c', metadata: { from: hexKey } } },
  { type: 'ANSWER', src: 'a', payload: { sdp: { type: 'answer', sdp: 'v=0\r\n' }, connectionId: 'c' } },
  { type: 'CANDIDATE', src: 'a', payload: { candidate: { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'x' }, connectionId: 'c' } },
  { type: 'CANDIDATE', src: 'a', payload: { rtc: { kind: 'hello' } } },
  { type: 'EXPIRE', src: 'a', payload: { closed: true } },
  { type: 'OPEN' },
];
export const serverMessages = server;
export const serverFrames = json([...server.slice(0, 4).map((frame) => ({ ...frame, dst: 'b' })), { type: 'HEARTBEAT' }, { type: 'LEAVE' }]);

export const frames = [
  encodeMessage({ number: 1, topic: 'app', payload: messages[0] ?? bytes('') }),
  encodeMessage({ number: 0, topic: 'app', payload: messages[2] ?? bytes('') }),
  encodeMessage({ number: 2 ** 32 - 1, topic: '', payload: bytes('') }),
];
export const openedStream = Uint8Array.of(1, 0, 0, 0, 3, 102);
export const streamFrames = [
  openedStream,
  Uint8Array.of(2, 0, 0, 0, 3, 0, 0, 0, 0, 1, 2, 3),
  Uint8Array.of(3, 0, 0, 0, 3, 0, 0, 0, 1),
  Uint8Array.of(4, 0, 0, 0, 3),
  Uint8Array.of(5, 0, 0, 0, 3, 0, 0, 1, 0),
  Uint8Array.of(6, 0, 0, 0, 3, 0, 0, 0, 0),
  Uint8Array.of(1, 0, 0, 0, 5, 111, 116, 104, 101, 114),
];
export const greetings = ['hello', 'still', 'here', 'bye', 'moving'].map((kind) => ({ kind, key: hexKey, at: 1, mac }));
export const offerTickets = [{ from: hexKey, to: hexKey, epoch: 1, profile: box, mac }];
export const answerTickets = [{ profile: box, mac }];
const full = { revision: 1, address: 'room-1', joinedFor: 5, attributes: { ...profile, hand: 'up' }, sources: ['microphone', 'camera'], music: true };
export const profiles = json([full, { ...full, joinedFor: null, sources: [] }]);
export const controls = json([
  { type: 'profile', profile: full, received: 3 },
  { type: 'received', received: 3 },
  { type: 'shown', camera: 360, screen: 0 },
  { type: 'way' },
  { type: 'way', sdp: 'v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n' },
  { type: 'bye', sent: 2 },
  { type: 'moving', sent: 2, received: 3 },
]);

export const linkHashes = ['#rtc=room.AAAAAAAAAAAAAAAAAAAAAA', '#top&rtc=R%C3%B6me.AAAAAAAAAAAAAAAAAAAAAA&rtc=b.AAAAAAAAAAAAAAAAAAAAAA'];
export const iceAnswers = json([[{ urls: 'stun:a' }, { urls: ['turn:b'], username: '1700000000:x', credential: 'y' }], []]);
export const devices = json([{ microphone: 'm', camera: 'c' }]);

const author = 'A'.repeat(43);
const line = 'AAAAAAAAAAA';
const signed = 'A'.repeat(86);
const said = { line, number: 1, time: 1_700_000_000_000, count: 0, at: 1_700_000_000_000, name: 'Ada' };
const target = `${author}.${line}.1`;
export const chatBodies = json([
  { ...said, act: { type: 'say', text: 'Hello <b>', replyTo: target, mentions: [author] } },
  { ...said, to: [author], act: { type: 'edit', target, text: 'Hello' } },
  { ...said, act: { type: 'delete', target } },
  { ...said, act: { type: 'react', target, emoji: '👍', on: true } },
]);
const have = { [`${author}.${line}`]: [1, 5, 7, 9] };
export const chatFrames = [
  { type: 'hello', isAnswer: true, key: author, proof: signed, have, seen: { time: 0, count: 0 } },
  { type: 'posts', posts: [[author, chatBodies[0], ''], [author, chatBodies[1], signed]] },
  { type: 'signed', signatures: [[target, signed]] },
  { type: 'have', have },
  { type: 'want', want: have },
  { type: 'seen', time: 1, count: 2 },
  { type: 'typing' },
].map((frame) => bytes(JSON.stringify(frame)));

const file = { id: 'A'.repeat(22), group: 'B'.repeat(22), name: 'report.pdf', size: 300_000 };
export const fileFrames = [
  { type: 'offer', ...file, mime: 'application/pdf' },
  { type: 'want', id: file.id, from: 3, turn: 1 },
  { type: 'have', id: file.id, pieces: 2 },
  { type: 'done', id: file.id, digest: 'a'.repeat(64) },
  { type: 'pause', id: file.id, on: true },
  { type: 'end', id: file.id, why: 'cancelled' },
].map((frame) => bytes(JSON.stringify(frame)));
export const keptFiles = json([{ ...file, type: '', wasCleaned: false, peer: 'p', peerName: 'Ada', time: 1, digest: '' }]);

const offered = { sdp: { type: 'offer', sdp: 'v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n' }, connectionId: 'dc_1' };
export const guestMessages = [
  { type: 'OFFER', src: 'guest', payload: { ...offered, type: 'data', serialization: 'binary', metadata: { name: 'Ada' } } },
  { type: 'OFFER', src: 'guest', payload: { ...offered, type: 'media' } },
  { type: 'CANDIDATE', src: 'guest', payload: { connectionId: 'dc_1', candidate: { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 } } },
  { type: 'LEAVE', src: 'guest' },
];
export const guestData = [bytes('{"topic":"lamp","data":true}'), pack({ topic: 'lamp', data: [1, 'on', null] }), pack({ __peerData: 1, n: 0, total: 2, data: bytes('x') })];

import { applicationData } from '../../src/core/application-data.ts';
import { parseCallTicket } from '../../src/core/call-ticket.ts';
import { base64Decode } from '../../src/core/crypto/base64.ts';
import { seal, unseal } from '../../src/core/crypto/seal.ts';
import { openTicket } from '../../src/core/page-ticket.ts';
import { reactionOptions } from '../../src/core/reactions.ts';
import { fromAttributes } from '../../src/core/roster.ts';
import { keysFrom } from '../../src/core/shortcut-keys.ts';
import { Topic } from '../../src/core/topic.ts';
import { LinkInPage } from '../../src/elements/rtc-call/shared-link.ts';
import { iceServers, parseIceServers } from '../../src/elements/rtc-call/ice-servers.ts';
import { recallDevices } from '../../src/elements/rtc-call/remembered-devices.ts';
import { chatFrames, parseBody } from '../../src/features/chat/chat-wire.ts';
import { answers, questions } from '../../src/features/data/request-wire.ts';
import { fileFrames } from '../../src/features/files/file-wire.ts';
import { parseFacts } from '../../src/features/files/stored-shelf.ts';
import { openCredential } from '../../src/features/support/credential.ts';
import { parseAgentWord, parseLetter, parseVisitorWord } from '../../src/features/support/letters.ts';
import { OfflineShelf } from '../../src/features/support/offline-shelf.ts';
import { parseHours } from '../../src/features/support/opening-hours.ts';
import { parsePrechat } from '../../src/features/support/prechat.ts';
import { parseVisitTicket } from '../../src/features/support/rtc-support/visit-ticket.ts';
import { decodeFrame } from '../../src/server/frame.ts';
import { ByteStreams } from '../../src/transports/mesh/byte-streams.ts';
import { decodeMessage } from '../../src/transports/mesh/frames.ts';
import { MessageLine } from '../../src/transports/mesh/message-line.ts';
import { parseAnswerTicket, parseControl, parseGreeting, parseOfferTicket, parseProfile } from '../../src/transports/mesh/wire.ts';
import { formatNamed, formatNames } from '../../src/transports/peerjs/guests/formats.ts';
import { parseGuestMessage } from '../../src/transports/peerjs/guests/guest-messages.ts';
import { parseServerMessage } from '../../src/transports/peerjs/messages.ts';
import { RtcError } from '../../src/core/errors.ts';
import * as samples from './samples.ts';

/** Something that reads what others wrote. */
export interface Decoder {
  /** `file name`, as the test of the house finds it. */
  readonly name: string;
  /** What it is given: bytes or text as they come, or what became of a text of JSON. */
  readonly takes: 'bytes' | 'text' | 'value';
  /** What it is meant for, to be changed. */
  readonly valid: readonly unknown[];
  readonly decode: (input: never) => unknown;
  /** How it says no, other than by answering nothing. */
  readonly refuses?: (error: unknown) => boolean;
  /** It takes so many times as long as the others, and is given as much less. Default 1. */
  readonly effort?: number;
}

const inRtcErrors = (error: unknown) => error instanceof RtcError;
const inItsOwnWords = (error: unknown) => inRtcErrors(error) || error instanceof DOMException;

const line = new Topic('app', applicationData, () => Promise.resolve());
const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const sealed = await Promise.all(samples.texts.map((text) => seal(key, text)));
const emptyShelf = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

/** A channel that sends nowhere. */
const channel = { readyState: 'open', bufferedAmount: 0, send: () => undefined, addEventListener: () => undefined } as unknown as RTCDataChannel;

function receiveMessage(bytes: Uint8Array): true {
  line.receive(bytes, String(bytes.length));
  return true;
}

function receiveFrame(frame: Uint8Array): true {
  const heard = new MessageLine({ received: () => undefined, acknowledge: () => undefined });
  heard.receive(frame);
  heard.close();
  return true;
}

function receiveStream(frame: Uint8Array): true {
  const streams = new ByteStreams(channel, {
    role: 'dialling',
    configuration: {},
    say: () => undefined,
    opened: (_topic, { readable, writable }) => {
      // What is given up tells both ends.
      readable.cancel().catch(() => undefined);
      writable.abort().catch(() => undefined);
    },
  });
  for (const each of [samples.openedStream, frame, frame]) streams.receive(each);
  streams.close();
  return true;
}

/** As in a page that has these. */
function withGlobals<Result>(globals: Readonly<Record<string, unknown>>, run: () => Result): Result {
  const before = new Map(Object.keys(globals).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true });
  try {
    return run();
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  }
}

function readLink(text: string): unknown {
  const page = { location: { hash: `#${text.replace(/^#/, '')}` }, history: { replaceState: () => undefined } };
  return withGlobals(page, () => new LinkInPage().read(''));
}

async function readIceServers(text: string): Promise<unknown> {
  const parsed = parseIceServers(text);
  const page = { document: { baseURI: 'https://example.org/' }, fetch: async () => new Response(text), RTCPeerConnection: { prototype: {} } };
  const ask = withGlobals(page, () => iceServers(() => 'https://example.org/ice', 'https://example.org/', () => undefined));
  return [parsed, await withGlobals(page, ask)];
}

/** What a guest sends, in each of PeerJS's formats. */
function readGuestData(bytes: Uint8Array): true {
  for (const name of formatNames) formatNamed(name).read(bytes);
  return true;
}

function readDevices(text: string): unknown {
  const session = { store: { state: { chosen: {} } }, prefer: () => undefined };
  withGlobals({ localStorage: { getItem: () => text } }, () => recallDevices(session as unknown as Parameters<typeof recallDevices>[0]));
  return true;
}

export const decoders: readonly Decoder[] = [
  { name: 'src/core/application-data.ts applicationData', takes: 'bytes', valid: samples.messages, decode: applicationData.decode },
  { name: 'src/core/topic.ts Topic', takes: 'bytes', valid: samples.messages, decode: receiveMessage },
  { name: 'src/core/reactions.ts reactionOptions', takes: 'bytes', valid: samples.reactions, decode: reactionOptions.decode },
  { name: 'src/core/call-ticket.ts parseCallTicket', takes: 'value', valid: samples.callTickets, decode: parseCallTicket },
  { name: 'src/core/roster.ts fromAttributes', takes: 'value', valid: samples.attributes, decode: (value: unknown) => fromAttributes(samples.strings(value)) },
  { name: 'src/core/crypto/base64.ts base64Decode', takes: 'text', valid: sealed, decode: base64Decode, refuses: inItsOwnWords },
  { name: 'src/core/crypto/seal.ts unseal', takes: 'text', valid: sealed, decode: (text: string) => unseal(key, text), refuses: inItsOwnWords, effort: 4 },
  { name: 'src/core/page-ticket.ts openTicket', takes: 'text', valid: sealed, decode: (text: string) => openTicket(key, text, ''), effort: 4 },
  { name: 'src/core/shortcut-keys.ts keysFrom', takes: 'text', valid: ['microphone:d talk:none', ''], decode: keysFrom, refuses: inRtcErrors },
  { name: 'src/elements/rtc-call/shared-link.ts LinkInPage', takes: 'text', valid: samples.linkHashes, decode: readLink, refuses: inRtcErrors, effort: 4 },
  { name: 'src/elements/rtc-call/ice-servers.ts iceServers', takes: 'text', valid: samples.iceAnswers, decode: readIceServers, refuses: inRtcErrors, effort: 10 },
  { name: 'src/elements/rtc-call/remembered-devices.ts recallDevices', takes: 'text', valid: samples.devices, decode: readDevices },
  { name: 'src/features/chat/chat-wire.ts chatFrames', takes: 'bytes', valid: samples.chatFrames, decode: chatFrames.decode },
  { name: 'src/features/chat/chat-wire.ts parseBody', takes: 'text', valid: samples.chatBodies, decode: parseBody },
  { name: 'src/features/data/request-wire.ts questions', takes: 'bytes', valid: samples.questions, decode: questions.decode },
  { name: 'src/features/data/request-wire.ts answers', takes: 'bytes', valid: samples.answers, decode: answers.decode },
  { name: 'src/features/files/file-wire.ts fileFrames', takes: 'bytes', valid: samples.fileFrames, decode: fileFrames.decode },
  { name: 'src/features/files/stored-shelf.ts parseFacts', takes: 'text', valid: samples.keptFiles, decode: parseFacts },
  { name: 'src/features/support/letters.ts parseLetter', takes: 'value', valid: samples.letters, decode: parseLetter },
  { name: 'src/features/support/letters.ts parseVisitorWord', takes: 'text', valid: samples.visitorWords, decode: parseVisitorWord },
  { name: 'src/features/support/letters.ts parseAgentWord', takes: 'text', valid: samples.agentWords, decode: parseAgentWord },
  { name: 'src/features/support/credential.ts openCredential', takes: 'text', valid: samples.credentials, decode: (text: string) => openCredential(text, samples.publicKey), refuses: inRtcErrors, effort: 4 },
  { name: 'src/features/support/offline-shelf.ts OfflineShelf', takes: 'text', valid: samples.forms, decode: (text: string) => new OfflineShelf('desk', { ...emptyShelf, getItem: () => text }).list() },
  { name: 'src/features/support/opening-hours.ts parseHours', takes: 'text', valid: samples.hours, decode: (text: string) => parseHours(text).nextChange(new Date(0)), refuses: inRtcErrors, effort: 10 },
  { name: 'src/features/support/prechat.ts parsePrechat', takes: 'text', valid: ['name email! topic', 'message'], decode: parsePrechat, refuses: inRtcErrors },
  { name: 'src/features/support/rtc-support/visit-ticket.ts parseVisitTicket', takes: 'value', valid: samples.visitTickets, decode: parseVisitTicket },
  { name: 'src/server/frame.ts decodeFrame', takes: 'text', valid: samples.serverFrames, decode: decodeFrame },
  { name: 'src/transports/mesh/frames.ts decodeMessage', takes: 'bytes', valid: samples.frames, decode: decodeMessage },
  { name: 'src/transports/mesh/message-line.ts MessageLine', takes: 'bytes', valid: samples.frames, decode: receiveFrame },
  { name: 'src/transports/mesh/byte-streams.ts ByteStreams', takes: 'bytes', valid: samples.streamFrames, decode: receiveStream, effort: 4 },
  { name: 'src/transports/mesh/wire.ts parseGreeting', takes: 'value', valid: samples.greetings, decode: parseGreeting },
  { name: 'src/transports/mesh/wire.ts parseOfferTicket', takes: 'value', valid: samples.offerTickets, decode: parseOfferTicket },
  { name: 'src/transports/mesh/wire.ts parseAnswerTicket', takes: 'value', valid: samples.answerTickets, decode: parseAnswerTicket },
  { name: 'src/transports/mesh/wire.ts parseProfile', takes: 'text', valid: samples.profiles, decode: parseProfile },
  { name: 'src/transports/mesh/wire.ts parseControl', takes: 'text', valid: samples.controls, decode: parseControl },
  { name: 'src/transports/peerjs/guests/guest-messages.ts parseGuestMessage', takes: 'value', valid: samples.guestMessages, decode: parseGuestMessage },
  { name: 'src/transports/peerjs/guests/formats.ts formatNamed', takes: 'bytes', valid: samples.guestData, decode: readGuestData },
  { name: 'src/transports/peerjs/messages.ts parseServerMessage', takes: 'value', valid: samples.serverMessages, decode: parseServerMessage },
];

/** Files that decode, too, and why they are not in the table above. */
export const elsewhere: Readonly<Record<string, string>> = {
  'src/core/parser.ts': 'what all parsers are made with',
  'src/features/support/rtc-desk/desk-details.ts': 'draws: payloads.render.test.ts',
  'src/features/support/rtc-support/support-request.ts': 'reads what the page itself says',
  'src/transports/memory/memory-mailboxes.ts': 'reads what it wrote itself, within a page',
  'src/transports/peerjs/guests/binary-pack.ts': 'what formats.ts reads with; its own test has more',
  'src/transports/peerjs/guests/chunks.ts': 'what formats.ts reads with; its own test has more',
  'src/transports/peerjs/guests/room-with-guests.ts': 'hands on to guest-messages.ts and formats.ts',
  'src/transports/mesh/conversation.ts': 'hands on to wire.ts and frames.ts',
  'src/server/relay.ts': 'hands on to frame.ts',
  'src/server/peer-socket.ts': 'reads what the server wrote itself',
  'src/server/cli.ts': 'reads our own package.json, and what an operator writes',
  'src/server/secret-file.ts': 'reads an operator’s own file',
};


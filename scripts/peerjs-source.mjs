// PeerJS as this library ships it: no public servers in its defaults, no patched WebRTC prototypes, no formats we never speak.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const peerjs = join(dirname(createRequire(import.meta.url).resolve('peerjs')), 'bundler.mjs');

// Every pattern must be found exactly as often as it says: an upgrade of PeerJS has to fail here and not in a call.
const replacements = [
  {
    why: 'webrtc-adapter would patch the WebRTC prototypes of the page; PeerJS only reads the browser from it',
    find: /^import (\S+) from "webrtc-adapter";$/gm,
    put: 'const $1 = { browserDetails: { browser: "", version: 0 } };',
  },
  {
    why: 'the binary format freezes a tab on five bytes; our frames travel on our own channels',
    find: /^import \{pack as (\S+), unpack as (\S+)\} from "peerjs-js-binarypack";$/gm,
    put: 'const $1 = () => { throw new Error("PeerJS\'s binary format is not part of rtc-elements"); }, $2 = $1;',
  },
  {
    why: 'MsgPack is never spoken; its class stays exported and throws when used',
    find: /^import \{Encoder as (\S+), decodeMultiStream as (\S+)\} from "@msgpack\/msgpack";$/gm,
    put: 'const $1 = undefined, $2 = undefined;',
  },
  {
    why: 'the defaults name the STUN of Google and a public TURN',
    find: /(DEFAULT_CONFIG = \{\s*iceServers: )\[\s*\{\s*urls: "stun:[^[\]]*\[[^[\]]*\][^[\]]*\]/g,
    put: '$1[]',
  },
  { why: 'the cloud server is never a default', find: /"0\.peerjs\.com"/g, put: '""' },
  {
    why: 'a link speaks on its own channels: of the formats only the plainest stays',
    find: /(this\._serializers = \{\s*)(raw: \S+ \S+),\s*json:[^}]*\}/g,
    put: '$1$2 }',
  },
  {
    why: 'media flow over our own transceivers; the gate lets no media connection through',
    find: /const mediaConnection = new \(0, [\w$]+\)\(/g,
    put: 'const mediaConnection = absent(',
    times: 2,
  },
  {
    why: 'who dials has asked for WebRTC before; merely loaded, PeerJS makes no connection to find out',
    find: /this\.supports = function\(\) \{[\s\S]*?\n {8}\}\(\),/g,
    put: 'this.supports = { data: true },',
  },
  { why: 'every peer comes with its own id', find: /this\._api = new [^;]*;/g, put: '' },
  { why: 'every peer comes with its own id', find: /else this\._api\.retrieveId\(\)[^;]*;/g, put: '' },
  { why: 'nobody lists who else is there', find: /this\._api\.listAllPeers\(\)[^;]*;/g, put: '' },
  {
    why: 'a class with a static block is never shaken off, used or not',
    find: /static #_\d* = this\.(\w+) =/g,
    put: 'static $1 =',
    times: 4,
  },
  {
    why: 'what nobody imports is shaken off',
    find: /^export \{.* (\S+) as BufferedConnection,.* (\S+) as Peer,.*\};$/gm,
    put: 'export { $1 as BufferedConnection, $2 as Peer };\nfunction absent() { throw new Error("Not part of rtc-elements"); }',
  },
  { why: 'nobody is sent to the support of the cloud server', find: /It looks like you're using the cloud server\. [^"]*/g, put: '' },
];

const forbidden = /peerjs\.com(?!\/)|stun:|turn:|^import /m;

export async function peerjsSource() {
  return transform(await readFile(peerjs, 'utf8'));
}

export function transform(source) {
  let result = source;
  for (const { why, find, put, times = 1 } of replacements) {
    const hits = result.match(find)?.length ?? 0;
    if (hits !== times) throw new Error(`peerjs has changed: expected ${times} × ${find}, found ${hits} (${why})`);
    result = result.replace(find, put);
  }
  result = withoutLog(result);
  // Comments may name the cloud server; they do not reach the bundle.
  const code = result.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
  const left = code.match(forbidden);
  if (left) throw new Error(`peerjs has changed: its source still contains ${left[0]}`);
  return result.replace(/^\/\/# sourceMappingURL=.*$/m, '');
}

/** PeerJS's log is never switched on, and its calls are a tenth of its weight. */
function withoutLog(source) {
  const logger = source.match(/([\w$]+) = new [\w$]+\$var\$Logger\(\);/)?.[1];
  if (!logger) throw new Error('peerjs has changed: its logger was not found');
  const call = `(0, ${logger}).`;
  let result = source;
  for (let start = result.indexOf(call); start >= 0; start = result.indexOf(call, start)) {
    const [, method] = /^(\w+)/.exec(result.slice(start + call.length)) ?? [];
    if (!['log', 'warn', 'error'].includes(method)) start += call.length;
    else result = `${result.slice(0, start)}void 0${result.slice(endOfCall(result, start + call.length + method.length))}`;
  }
  return result;
}

/** The index behind the parenthesis that closes the one at `open`; PeerJS's log texts have none unpaired. */
function endOfCall(source, open) {
  let depth = 0;
  for (let index = open; index < source.length; index++) {
    if (source[index] === '(') depth++;
    if (source[index] === ')' && --depth === 0) return index + 1;
  }
  throw new Error('peerjs has changed: a call of its logger has no end');
}

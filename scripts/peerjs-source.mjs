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
    why: 'the defaults name the STUN of Google and a public TURN, and even a throw-away connection at load gets them',
    find: /(DEFAULT_CONFIG = \{\s*iceServers: )\[\s*\{\s*urls: "stun:[^[\]]*\[[^[\]]*\][^[\]]*\]/g,
    put: '$1[]',
  },
  { why: 'the cloud server is never a default', find: /"0\.peerjs\.com"/g, put: '""' },
  { why: 'nobody is sent to the support of the cloud server', find: /It looks like you're using the cloud server\. [^"]*/g, put: '' },
];

const forbidden = /peerjs\.com(?!\/)|stun:|turn:|^import /m;

export async function peerjsSource() {
  return transform(await readFile(peerjs, 'utf8'));
}

export function transform(source) {
  let result = source;
  for (const { why, find, put } of replacements) {
    const hits = result.match(find)?.length ?? 0;
    if (hits !== 1) throw new Error(`peerjs has changed: expected one match of ${find}, found ${hits} (${why})`);
    result = result.replace(find, put);
  }
  // Comments may name the cloud server; they do not reach the bundle.
  const code = result.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
  const left = code.match(forbidden);
  if (left) throw new Error(`peerjs has changed: its source still contains ${left[0]}`);
  return result.replace(/^\/\/# sourceMappingURL=.*$/m, '');
}

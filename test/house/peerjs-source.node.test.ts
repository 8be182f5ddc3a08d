import { expect } from 'chai';
import { transform as compile } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { peerjsSource, transform } from '../../scripts/peerjs-source.mjs';

const original = readFileSync(join(dirname(createRequire(import.meta.url).resolve('peerjs')), 'bundler.mjs'), 'utf8');

describe('PeerJS as it is shipped', () => {
  it('knows no public server', async () => {
    const { code } = await compile(await peerjsSource(), { minify: true, legalComments: 'none' });
    expect(code).not.to.match(/peerjs\.com(?!\/)|google|stun:|turn:/);
  });

  it('says nothing in the console', async () => {
    expect(await peerjsSource()).not.to.match(/\$Logger\w*\)?\.(log|warn|error)\(|\$export\$2e2bcd8739ae039\)\.(log|warn|error)\(/);
  });

  it('brings no other package along', async () => {
    expect(await peerjsSource()).not.to.match(/^import /m);
  });

  it('still exports what the transport builds on', async () => {
    const url = `data:text/javascript,${encodeURIComponent(await peerjsSource())}`;
    const { Peer, BufferedConnection } = (await import(url)) as Record<string, unknown>;
    expect(Peer).to.be.a('function');
    expect(BufferedConnection).to.be.a('function');
  });

  const lines = [
    '"webrtc-adapter"',
    '"peerjs-js-binarypack"',
    '"@msgpack/msgpack"',
    'stun:stun.l.google.com',
    '"0.peerjs.com"',
    'this._serializers = {',
    'const mediaConnection = new',
    'this.supports = function',
    'this._api = new',
    'this._api.retrieveId()',
    'this._api.listAllPeers()',
    'static #_',
    'as BufferedConnection',
    '$var$Logger();',
  ];
  for (const line of lines) {
    it(`fails loudly when an upgrade moves ${line}`, () => {
      expect(original).to.include(line);
      expect(() => transform(original.replace(line, 'elsewhere'))).to.throw('peerjs has changed');
    });
  }

  it('fails loudly when an upgrade brings another public server', () => {
    expect(() => transform(`${original}\nconst more = "stun:stun.example.org";`)).to.throw('peerjs has changed');
  });
});

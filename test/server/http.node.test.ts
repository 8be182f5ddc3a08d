import { expect } from 'chai';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunningServer } from '../../src/server/serve.ts';
import { startServer, stopServers } from './running-server.ts';

const FILES = {
  'dist/rtc-elements.js': 'export const loader = 1;',
  'dist/rtc-elements.js.map': '{}',
  'dist/rtc-elements.global.js': 'var loaded = 1;',
  'dist/rtc-elements.css': 'p { margin: 0 }',
  'dist/chunks/rtc-call-4F2A.js': 'export const call = 1;',
  'dist/server/cli.js': 'export const server = 1;',
  'dist/types/index.d.ts': 'export declare const types: 1;',
  // Where the file system tells them apart; elsewhere it is the same folder.
  'dist/Server/upper.js': 'export const upper = 1;',
  'dist/.hidden.js': 'export const hidden = 1;',
  'demo/index.html': '<!doctype html><title>Demos</title>',
  'secret.txt': 'outside of both folders',
};

/** Asks for exactly this: `fetch` would tidy the path up and forbid caches. */
function statusOf(server: RunningServer, path: string, headers = {}): Promise<number | undefined> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('serve', () => {
  let root: string;
  let server: RunningServer;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'rtc-serve-'));
    for (const [path, text] of Object.entries(FILES)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  });

  after(() => rm(root, { recursive: true }));

  beforeEach(async () => {
    server = await startServer({ libraryDirectory: join(root, 'dist'), demoDirectory: join(root, 'demo') });
  });

  afterEach(stopServers);

  it('serves the loader to pages of any origin, to be asked for again each time', async () => {
    const answer = await fetch(`${server.url}/rtc-elements.js`, { headers: { Origin: 'https://shop.example' } });

    expect(await answer.text()).to.equal(FILES['dist/rtc-elements.js']);
    expect(answer.headers.get('content-type')).to.match(/javascript/);
    expect(answer.headers.get('access-control-allow-origin')).to.equal('*');
    expect(answer.headers.get('cross-origin-resource-policy')).to.equal('cross-origin');
    expect(answer.headers.get('cache-control')).to.equal('no-cache');
    expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(answer.headers.get('x-powered-by')).to.equal(null);

    const etag = answer.headers.get('etag') ?? '';
    expect(await statusOf(server, '/rtc-elements.js', { 'If-None-Match': etag })).to.equal(304);
  });

  it('lets hashed chunks be kept for ever', async () => {
    const answer = await fetch(`${server.url}/chunks/rtc-call-4F2A.js`);

    expect(await answer.text()).to.equal(FILES['dist/chunks/rtc-call-4F2A.js']);
    expect(answer.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
    expect(answer.headers.get('access-control-allow-origin')).to.equal('*');
  });

  for (const [path, type, cached] of [
    ['rtc-elements.js', 'text/javascript', 'no-cache'],
    ['rtc-elements.global.js', 'text/javascript', 'no-cache'],
    ['rtc-elements.css', 'text/css', 'no-cache'],
    ['chunks/rtc-call-4F2A.js', 'text/javascript', 'public, max-age=31536000, immutable'],
  ] as const) {
    it(`lets pages of any origin have ${path}, isolated ones too, and says how long to keep it`, async () => {
      for (const method of ['GET', 'HEAD']) {
        const { status, headers } = await fetch(`${server.url}/${path}?v=1`, { method, headers: { Origin: 'null' } });

        expect(status).to.equal(200);
        // Express 4 calls scripts by their old name.
        expect(headers.get('content-type')?.replace('application/javascript', 'text/javascript')).to.match(new RegExp(`^${type}; charset=utf-8$`, 'i'));
        expect(headers.get('access-control-allow-origin')).to.equal('*');
        expect(headers.get('cross-origin-resource-policy')).to.equal('cross-origin');
        expect(headers.get('cache-control')).to.equal(cached);
        expect(headers.get('x-content-type-options')).to.equal('nosniff');
        expect(headers.get('set-cookie')).to.equal(null);
      }
    });
  }

  it('lets nobody keep the absence of a chunk', async () => {
    const answer = await fetch(`${server.url}/chunks/of-yesterday.js`);

    expect(answer.status).to.equal(404);
    expect(answer.headers.get('cache-control')).to.equal(null);
  });

  for (const path of [
    '/server/cli.js',
    '/types/index.d.ts',
    '/SERVER/cli.js',
    '/Server/upper.js',
    '//server/cli.js',
    '/./server/cli.js',
    '/chunks/../server/cli.js',
    '/%73erver/cli.js',
    '/server%2fcli.js',
    '/.hidden.js',
    '/../secret.txt',
    '/demo/../../secret.txt',
    '/demo/%2e%2e/%2e%2e/secret.txt',
    '/chunks',
    '/chunks/',
    '/elsewhere',
  ]) {
    it(`does not serve ${path}`, async () => {
      expect(await statusOf(server, path)).to.be.oneOf([400, 403, 404]);
    });
  }

  it('says 404 in plain text', async () => {
    const answer = await fetch(`${server.url}/elsewhere`);

    expect(answer.status).to.equal(404);
    expect(answer.headers.get('content-type')).to.match(/^text\/plain/);
    expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
  });

  it('shows no stack to whoever asks for an impossible path', async () => {
    const answer = await fetch(`${server.url}/peer/%ff/id`);

    expect(answer.status).to.equal(400);
    expect(await answer.text()).to.equal('Bad request\n');
  });

  it('sends visitors of the root to the demos', async () => {
    const answer = await fetch(server.url, { redirect: 'manual' });

    expect(answer.status).to.equal(302);
    expect(answer.headers.get('location')).to.equal('/demo/');
    expect(await (await fetch(server.url)).text()).to.equal(FILES['demo/index.html']);
  });

  it('serves the demos, to be asked for again each time', async () => {
    const answer = await fetch(`${server.url}/demo/`);

    expect(answer.headers.get('content-type')).to.match(/^text\/html/);
    expect(answer.headers.get('cache-control')).to.equal('no-cache');
  });

  it('answers an empty list of ICE servers to any page, never from a cache', async () => {
    const answer = await fetch(`${server.url}/ice`);

    expect(await answer.json()).to.deep.equal([]);
    expect(answer.headers.get('access-control-allow-origin')).to.equal('*');
    expect(answer.headers.get('cache-control')).to.equal('no-store');
  });

  it('shows ICE servers only to pages of the allowed origins', async () => {
    const picky = await startServer({ allowOrigin: ['https://shop.example'] });
    const ask = (Origin: string) => fetch(`${picky.url}/ice`, { headers: { Origin } });

    const shop = await ask('https://shop.example');
    const elsewhere = await ask('https://elsewhere.example');

    expect(shop.headers.get('access-control-allow-origin')).to.equal('https://shop.example');
    expect(elsewhere.headers.get('access-control-allow-origin')).to.equal(null);
    expect(elsewhere.headers.get('vary')).to.equal('Origin');
  });

  it('tells how it is', async () => {
    const answer = await fetch(`${server.url}/health`);

    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.deep.include({ status: 'ok', uptime: 0, sockets: 0 });
    expect(answer.headers.get('cache-control')).to.equal('no-store');
  });

  it('rejects when the port is in use', async () => {
    const port = Number(new URL(server.url).port);
    const error = await startServer({ port }).catch((reason: unknown) => reason);

    expect(error).to.have.property('code', 'EADDRINUSE');
  });

  it('listens on 127.0.0.1 unless told otherwise, and names an address that browsers can open', async () => {
    const everywhere = await startServer({ host: '::1' });

    expect(server.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(everywhere.url).to.match(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(`${everywhere.url}/health`)).status).to.equal(200);
  });
});

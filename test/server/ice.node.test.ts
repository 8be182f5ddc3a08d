import { expect } from 'chai';
import { createHmac } from 'node:crypto';
import type { IceServer } from '../../src/server/ice.ts';
import type { RunningServer } from '../../src/server/serve.ts';
import { startServer, stopServers } from './running-server.ts';

const urls = ['turn:turn.example.org:3478?transport=udp', 'turns:turn.example.org:5349'];
const secret = 'between these two servers';

async function ask(server: RunningServer, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server.url}/ice`, { headers });
  const text = await answer.text();
  return { answer, text, list: answer.ok ? (JSON.parse(text) as IceServer[]) : [] };
}

const seconds = () => Date.now() / 1000;

describe('/ice', () => {
  afterEach(stopServers);

  it('answers a credential that ends in an hour: the second of its end, and the MAC of it', async () => {
    const server = await startServer({ turn: { urls, secret } });
    const before = Math.floor(seconds());
    const { answer, list } = await ask(server);

    expect(list).to.have.lengthOf(1);
    const [{ username = '', credential, urls: named } = { urls: '' }] = list;
    expect(named).to.deep.equal(urls);
    expect(username).to.match(/^\d+:[\w-]{12}$/);
    expect(Number(username.split(':')[0])).to.be.within(before + 3600, seconds() + 3600);
    expect(credential).to.equal(createHmac('sha1', secret).update(username).digest('base64'));
    expect(answer.headers.get('cache-control')).to.equal('no-store, max-age=3600');
    expect(answer.headers.get('access-control-allow-origin')).to.equal('*');
  });

  it('answers another one to everybody, for as long as was asked for, beside the servers that are for all', async () => {
    const stun = { urls: 'stun:turn.example.org' };
    const server = await startServer({ turn: { urls, secret, lifetime: 120 }, iceServers: [stun] });
    const [one, other] = [await ask(server), await ask(server)];

    expect(one.list[0]).to.deep.equal(stun);
    expect(one.list[1]?.username).not.to.equal(other.list[1]?.username);
    expect(Number(one.list[1]?.username?.split(':')[0])).to.be.within(seconds() + 110, seconds() + 121);
    expect(one.answer.headers.get('cache-control')).to.equal('no-store, max-age=120');
  });

  it('says no age of what does not age', async () => {
    const { answer, list } = await ask(await startServer());
    expect(list).to.deep.equal([]);
    expect(answer.headers.get('cache-control')).to.equal('no-store');
  });

  it('lets only the pages of allowed origins read it', async () => {
    const server = await startServer({ turn: { urls, secret }, allowOrigin: ['https://shop.example'] });
    const [shop, elsewhere] = [await ask(server, { Origin: 'https://shop.example' }), await ask(server, { Origin: 'https://elsewhere.example' })];
    expect(shop.answer.headers.get('access-control-allow-origin')).to.equal('https://shop.example');
    expect(elsewhere.answer.headers.get('access-control-allow-origin')).to.equal(null);
  });

  it('answers an address that asks too often 429, readable for its page, and others as before', async () => {
    const server = await startServer({ turn: { urls, secret }, socketsPerAddress: 5, trustProxy: 1 });
    const from = (address: string) => ask(server, { 'X-Forwarded-For': address, 'Origin': 'https://shop.example' });
    for (let asked = 0; asked < 5; asked += 1) expect((await from('192.0.2.1')).answer.status).to.equal(200);

    const { answer, text } = await from('192.0.2.1');
    expect(answer.status).to.equal(429);
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    expect(answer.headers.get('retry-after')).to.equal('1');
    expect(answer.headers.get('access-control-allow-origin')).to.equal('*');
    expect(text).not.to.contain('credential');
    expect((await from('192.0.2.2')).answer.status).to.equal(200);
  });

  it('takes nothing of what sockets may', async () => {
    const server = await startServer({ turn: { urls, secret }, socketsPerAddress: 1 });
    await ask(server);
    expect((await ask(server)).answer.status).to.equal(429);
    expect((await fetch(`${server.url}/presence/desk`).then((answer) => answer.body?.cancel().then(() => answer.status)))).to.equal(200);
  });

  it('says the secret nowhere', async () => {
    const lines: string[] = [];
    const server = await startServer({ turn: { urls, secret }, socketsPerAddress: 1, log: (line) => lines.push(line) });
    const answers = await Promise.all(['ice', 'ice', 'health', 'nothing', '%'].map((path) => fetch(`${server.url}/${path}`)));
    const said = [...lines, ...(await Promise.all(answers.map(async (answer) => JSON.stringify([...answer.headers]) + (await answer.text()))))];
    expect(said.join('\n')).not.to.contain(secret);
  });
});

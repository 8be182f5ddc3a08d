import { expect } from 'chai';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { mock } from 'node:test';
import { EventStream } from '../../src/server/event-stream.ts';

/** A connection to a reader that reads everything, or nothing. */
class Connection extends Socket {
  text = '';
  readonly #isRead: boolean;

  constructor(isRead: boolean) {
    super();
    this.#isRead = isRead;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    if (this.#isRead) done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    for (const { chunk } of chunks) this.text += chunk.toString();
    if (this.#isRead) done();
  }
}

describe('EventStream', () => {
  function open(isRead = true) {
    const connection = new Connection(isRead);
    const response = new ServerResponse(new IncomingMessage(connection));
    response.assignSocket(connection);
    return { connection, response, stream: new EventStream(response) };
  }

  /** Everything written in one go is on the connection after that. */
  const written = () => new Promise((resolve) => process.nextTick(resolve));

  afterEach(() => mock.timers.reset());

  it('says a comment every 25 s, so that no proxy closes it', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    const { connection, response } = open();
    const comments = async () => {
      await written();
      return connection.text.split(':\n\n').length - 1;
    };

    mock.timers.tick(24_999);
    expect(await comments()).to.equal(0);
    mock.timers.tick(1);
    expect(await comments()).to.equal(1);
    mock.timers.tick(25_000);
    expect(await comments()).to.equal(2);

    response.emit('close');
    mock.timers.tick(100_000);
    expect(await comments()).to.equal(2);
  });

  it('cuts off a reader that does not read, with little waiting for it, and survives being told more', async () => {
    const { connection, response, stream } = open(false);
    await written();

    let told = 0;
    while (!response.destroyed && told < 100_000) stream.send((told += 1));
    expect(told).to.be.below(5000);
    expect(connection.writableLength).to.be.below(64 * 1024);

    stream.send(1);
    stream.end();
    await written();
  });

  it('says nothing after its end', async () => {
    const { connection, response, stream } = open();

    stream.send(1);
    stream.end();
    stream.send(2);
    await written();

    expect(connection.text).to.match(/data: 1\n\n/).and.not.match(/data: 2/);
    expect(response.destroyed).to.equal(false);
  });
});

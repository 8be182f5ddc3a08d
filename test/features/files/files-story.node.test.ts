import { expect } from 'chai';
import fc from 'fast-check';
import { pieceLength } from '../../../src/features/files/pieces.ts';
import { isOver } from '../../../src/features/files/transfer-state.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { bytesOf, FilePerson, sha256Of } from '../../support/file-person.ts';
import { TestShelf } from '../../support/file-shelf.ts';

const acts = ['pause here', 'pause there', 'resume here', 'resume there', 'cut', 'heal', 'reload there', 'visit again here', 'piece', 'turn'] as const;
type Act = (typeof acts)[number];

const stories = Number(process.env['RTC_FILE_STORIES'] ?? 12);
const bytes = bytesOf(24 * pieceLength + 99);

/** Ada sends, Grace gets, and all sorts of things happen meanwhile. */
class Story {
  readonly network = new MemoryNetwork();
  readonly shelf = new TestShelf();
  readonly ada = new FilePerson(this.network, { name: 'Ada' });
  grace = new FilePerson(this.network, { name: 'Grace' }, this.shelf);
  #isCut = false;

  async begin(): Promise<void> {
    await this.ada.call.join();
    await this.grace.call.join();
    await this.#meet();
    await this.ada.files.send([new File([bytes], 'long')]);
    await this.grace.accepts('long');
  }

  async act(act: Act): Promise<void> {
    const [here, there] = [this.ada.transfers[0], this.grace.transfers[0]];
    switch (act) {
      case 'pause here':
        return here && this.ada.files.pause(here.id);
      case 'pause there':
        return there && this.grace.files.pause(there.id);
      case 'resume here':
        return here && this.ada.files.resume(here.id);
      case 'resume there':
        return there && this.grace.files.resume(there.id);
      case 'cut':
        return this.#cut(true);
      case 'heal':
        return this.#cut(false);
      case 'reload there':
        return this.#reload();
      case 'visit again here':
        this.#cut(false);
        return this.#visitAgain();
      case 'piece':
        return this.#onePiece();
      case 'turn':
        await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async end(): Promise<void> {
    this.#cut(false);
    await this.#meet();
    for (const person of [this.ada, this.grace]) for (const { id } of person.transfers) person.files.resume(id);
    const { file, digest } = await this.grace.has('long', 'done');
    const wanted = await sha256Of(bytes);
    expect([await sha256Of(file!), digest]).to.deep.equal([wanted, wanted]);
    await this.ada.has('long', 'done');
  }

  close(): void {
    this.ada.close();
    this.grace.close();
  }

  async #meet(): Promise<void> {
    await Promise.all([this.ada.isWith('Grace'), this.grace.isWith('Ada')]);
  }

  #cut(on: boolean): void {
    if (on === this.#isCut) return;
    this.#isCut = on;
    if (on) this.network.cut(this.ada.call.id, this.grace.call.id);
    else this.network.heal(this.ada.call.id, this.grace.call.id);
  }

  /** Until one more is there, if any can come. */
  async #onePiece(): Promise<void> {
    const there = this.grace.transfers[0];
    if (!there || this.#isCut || isOver(there) || there.pausedBy.length > 0) return;
    const before = this.shelf.bytes;
    await this.grace.until('a piece', () => this.shelf.bytes > before || this.grace.transfers.some((each) => isOver(each) || each.pausedBy.length > 0));
  }

  async #visitAgain(): Promise<void> {
    this.ada.call.session.leave();
    await this.ada.call.join();
    // Until then neither knows who the other is, should that one go too.
    await this.grace.until('Ada again', () => this.grace.transfers.every(({ peer, phase }) => phase === 'done' || peer === this.ada.call.id));
  }

  async #reload(): Promise<void> {
    // A page that has begun nothing leaves nothing to go on with.
    if (this.shelf.size === 0) return;
    this.#cut(false);
    this.grace.close();
    this.grace = new FilePerson(this.network, { name: 'Grace' }, this.shelf);
    await this.grace.call.join();
    await this.#meet();
    await this.grace.until('what was kept', () => this.grace.transfers.length === 1);
  }
}

describe('a file, whatever happens on its way', () => {
  it('arrives as it is', async function () {
    this.timeout(300_000);
    const story = fc.asyncProperty(fc.array(fc.constantFrom(...acts), { maxLength: 14 }), async (list) => {
      const told = new Story();
      try {
        await told.begin();
        for (const act of list) await told.act(act);
        await told.end();
      } finally {
        told.close();
      }
    });
    await fc.assert(story, { numRuns: stories, ...(process.env['RTC_FILE_STORIES'] ? {} : { seed: 1 }) });
  });
});

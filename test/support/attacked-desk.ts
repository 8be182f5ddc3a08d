import { expect } from 'chai';
import type { Credential } from '../../src/features/support/credential.ts';
import type { DeskName } from '../../src/features/support/desk-name.ts';
import { newSigningKey, type SigningKey } from './desk-credentials.ts';
import { DeskModel, request } from './desk-model.ts';
import { FakeTime } from './fake-time.ts';
import { type TappedBox, TappedMailboxes } from './tapped-mailboxes.ts';

/** What a visitor says to the desk, and to nobody else. */
export const secret = {
  ...request,
  name: 'Vera Confidential',
  topic: 'Refund of 4711 Euro',
  fields: { iban: 'DE89370400440532013000' },
  page: 'https://shop.example/orders/0815',
  title: 'Your private order',
  context: '{"customer":"C-1234567"}',
};
const secrets = ['Vera Confidential', 'Refund of 4711', 'DE8937040044', 'orders/0815', 'private order', 'C-1234567'];

/** A desk whose mail passes through other hands. */
export class AttackedDesk {
  readonly time = new FakeTime();
  model!: DeskModel;
  tap!: TappedMailboxes;
  key!: SigningKey;
  end!: AbortController;

  /** With a key. */
  async beginWithKey(): Promise<void> {
    this.key = await newSigningKey();
    this.begin({ label: 'Acme', key: this.key.publicKey }, { desk: this.key.publicKey, privateKey: this.key.privateKey });
  }

  begin(desk: DeskName, credential: Credential | undefined): void {
    this.time.start();
    this.end = new AbortController();
    this.model = new DeskModel(desk, credential);
    this.model.mailboxes = this.tap = new TappedMailboxes(this.model.network.mailboxes);
  }

  close(): void {
    this.end.abort();
    this.model.close();
    this.time.stop();
  }

  /** Of the visitor who came last. */
  visitorBox(): TappedBox {
    return this.tap.boxes.at(-1)!;
  }

  expectNothingSaid(): void {
    const everything = this.tap.everything();
    for (const word of secrets) expect(everything).not.to.include(word);
  }
}

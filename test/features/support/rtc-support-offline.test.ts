import { expect } from '@open-wc/testing';
import { everySupportIsAccessible, type PageSupport, pageSupport } from '../../support/page-support.ts';

const key = 'A'.repeat(43);
const url = 'https://shop.example/messages';

describe('<rtc-support> with nobody there', function () {
  this.timeout(20_000);
  const { fetch } = globalThis;
  const posted: Record<string, unknown>[] = [];
  let answer: () => Response = () => new Response(null, { status: 204 });

  beforeEach(() => {
    posted.length = 0;
    answer = () => new Response(null, { status: 204 });
    globalThis.fetch = async (address, init) => {
      if (address !== url) return fetch(address, init);
      posted.push(JSON.parse(init?.body as string) as Record<string, unknown>);
      return answer();
    };
  });

  afterEach(() => {
    globalThis.fetch = fetch;
    localStorage.clear();
  });
  afterEach(everySupportIsAccessible);

  const closed = (attributes: Record<string, string> = {}): Promise<PageSupport> =>
    pageSupport({ desk: 'Acme', 'desk-key': key, server: 'http://127.0.0.1:9/peer', hours: 'Mon 00:00-00:01 UTC', 'offline-url': url, ...attributes });

  async function form(support: PageSupport): Promise<void> {
    await support.status('closed');
    await support.element.openPanel();
    await support.says('Leave a message');
  }

  it('posts a message, and tells the page', async () => {
    const support = await closed({ topic: 'Billing' });
    await form(support);
    await support.click('Send message');
    await support.says('Please fill this in.');
    expect(posted).to.deep.equal([]);
    expect((support.focused as HTMLInputElement).name).to.equal('email');
    support.type('email', 'vera@example.org');
    support.type('message', 'Where is my fern?');
    await support.click('Send message');
    await support.says('Your message is on its way');
    expect(posted[0]).to.include({ email: 'vera@example.org', message: 'Where is my fern?', topic: 'Billing', title: document.title });
    expect(support.all('rtc-offline-sent')[0]?.form).to.include({ message: 'Where is my fern?' });
  });

  it('asks for what the page asks for', async () => {
    const support = await closed({ prechat: 'name! order-number phone' });
    await form(support);
    const fields = [...support.element.shadowRoot!.querySelectorAll<HTMLInputElement>('dialog form [name]')].map(({ name }) => name);
    expect(fields).to.deep.equal(['name', 'order-number', 'phone', 'email', 'message']);
  });

  it('keeps a message that cannot be delivered, and says so', async () => {
    answer = () => new Response(null, { status: 503 });
    const support = await closed();
    await form(support);
    support.type('email', 'vera@example.org');
    support.type('message', 'Where is my fern?');
    await support.click('Send message');
    await support.says('Your message is saved');
    expect(support.all('rtc-offline-sent')).to.deep.equal([]);
    support.element.remove();

    // Another page, later.
    answer = () => new Response(null, { status: 204 });
    const later = await closed();
    await later.until('the delivery', () => later.all('rtc-offline-sent').length === 1);
    expect(posted.map(({ id }) => id)).to.deep.equal([posted[0]?.['id'], posted[0]?.['id']]);
  });

  it('keeps the text in the form when it is refused', async () => {
    answer = () => new Response(null, { status: 400 });
    const support = await closed();
    await form(support);
    support.type('email', 'vera@example.org');
    support.type('message', 'Where is my fern?');
    await support.click('Send message');
    await support.says('couldn’t be sent');
    expect(support.field('message').value).to.equal('Where is my fern?');
  });
});

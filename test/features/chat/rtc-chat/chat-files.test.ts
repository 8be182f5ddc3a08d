import { expect } from '@open-wc/testing';
import { RtcError } from '../../../../src/core/errors.ts';
import { grace, mary } from '../../../support/chat-messages.ts';
import { transfer } from '../../../support/made-transfers.ts';
import { rejected } from '../../../support/page-calls.ts';
import { focusedIn } from '../../../support/shadow.ts';
import { ShownChat } from '../../../support/shown-chat.ts';

describe('files in <rtc-chat>', () => {
  let chat: ShownChat;

  beforeEach(async () => {
    chat = await ShownChat.open();
  });

  afterEach(async () => {
    await expect(chat.call).to.be.accessible();
  });

  const file = (name: string) => new File(['made up'], name, { type: 'text/plain' });
  const carrying = (...names: readonly string[]) => {
    const data = new DataTransfer();
    for (const name of names) data.items.add(file(name));
    return data;
  };
  /** What was offered, by name, and to whom. */
  const offers = () => chat.commands.filter(([name]) => name === 'send').map(([, files, to]) => [(files as File[]).map(({ name }) => name), to]);
  const offered = async (count: number) => chat.until(`${count} offers`, () => offers().length === count);
  const chooser = () => chat.root.querySelector<HTMLInputElement>('input[type="file"]')!;
  const choose = (...names: readonly string[]) => {
    chooser().files = carrying(...names).files;
    chooser().dispatchEvent(new Event('change', { bubbles: true }));
  };
  const drag = (type: string, dataTransfer: DataTransfer, more: DragEventInit = {}) => {
    const event = new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true, ...more });
    chat.part('list')!.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const paste = (clipboardData: DataTransfer) => {
    const event = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true });
    // Firefox has no other way to make one.
    Object.defineProperty(event, 'clipboardData', { value: clipboardData });
    chat.field.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const refused = (error: Error) => (chat.call.refusals = { send: error });
  const choosePerson = async (key: string) => {
    const select = chat.part('audience-select') as HTMLSelectElement;
    select.value = key;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await chat.element.updateComplete;
  };

  it('are chosen by a button, as many as one likes, and again', async () => {
    const opened = new Promise((resolve) => chooser().addEventListener('click', (event) => (event.preventDefault(), resolve(undefined)), { once: true }));
    expect([chat.part('attach-button')!.title, chooser().multiple]).to.deep.equal(['Attach files', true]);
    chat.part('attach-button')!.click();
    await opened;
    choose('a.txt', 'b.txt');
    await offered(1);
    expect([offers(), chooser().value]).to.deep.equal([[[['a.txt', 'b.txt'], undefined]], '']);
    choose('a.txt');
    await offered(2);
    expect(chat.words('problem')).to.equal('');
  });

  it('are dropped where it says so, but nothing else is', async () => {
    const text = new DataTransfer();
    text.setData('text/plain', 'Hello');
    expect([drag('dragover', text), chat.part('drop-target')]).to.deep.equal([false, undefined]);
    expect(drag('dragover', carrying('a.txt'))).to.be.true;
    await chat.element.updateComplete;
    expect(chat.words('drop-target')).to.equal('Drop files to send them to everyone');
    await expect(chat.call).to.be.accessible();
    drag('dragleave', carrying('a.txt'), { relatedTarget: document.body });
    await chat.element.updateComplete;
    expect(chat.part('drop-target')).to.be.undefined;
    drag('dragover', carrying('a.txt'));
    expect(drag('drop', carrying('a.txt'))).to.be.true;
    await offered(1);
    await chat.element.updateComplete;
    expect([offers(), chat.part('drop-target')]).to.deep.equal([[[['a.txt'], undefined]], undefined]);
  });

  it('are pasted into the field, but not in the place of a text', async () => {
    expect(paste(carrying('picture.png'))).to.be.true;
    await offered(1);
    const table = carrying('table.png');
    table.setData('text/plain', 'One\tTwo');
    expect(paste(table)).to.be.false;
    expect(offers()).to.deep.equal([[['picture.png'], undefined]]);
  });

  it('go to whom alone the text would go', async () => {
    await chat.shows({ others: [grace, mary] });
    await choosePerson(mary.key);
    drag('dragover', carrying('a.txt'));
    await chat.element.updateComplete;
    expect(chat.words('drop-target')).to.equal('Drop files to send them only to Mary');
    drag('drop', carrying('a.txt'));
    await offered(1);
    expect(offers()).to.deep.equal([[['a.txt'], [mary.id]]]);
    await chat.shows({ others: [grace] });
    choose('b.txt');
    await offered(2);
    expect(offers()[1], 'and to nobody else when they are gone').to.deep.equal([['b.txt'], ['']]);
  });

  it('that cannot be sent are said to be so, and what was written stays', async () => {
    await chat.type('Begun');
    const says = async (words: string) => chat.until(words, () => chat.words('problem') === words);
    refused(new RtcError('too-large', 'Made up'));
    choose('a.txt');
    await says('Too many files. 1000 at a time are the most.');
    refused(new RtcError('peer-unreachable', 'Made up'));
    choose('a.txt');
    await says('Nobody else is here yet');
    refused(new TypeError('Made up'));
    choose('a.txt');
    await says('These files couldn’t be offered. Try again.');
    refused(new RtcError('peer-unreachable', 'Made up'));
    await chat.shows({ others: [grace, mary] });
    await choosePerson(mary.key);
    choose('a.txt');
    await says('This person isn’t in the call any more.');
    expect(chat.field.value).to.equal('Begun');
  });

  it('cannot be sent outside a call', async () => {
    chat.call.store.update({ status: { phase: 'ended' } });
    await chat.element.updateComplete;
    expect((chat.part('attach-button') as HTMLButtonElement).disabled).to.be.true;
    expect([drag('dragover', carrying('a.txt')), drag('drop', carrying('a.txt')), paste(carrying('a.txt'))]).to.deep.equal([false, false, false]);
    const alone = document.createElement('rtc-chat');
    expect(await rejected(alone.sendFiles([file('a.txt')]))).to.equal('connection-lost');
  });

  it('are sent by the page, to everybody or to some', async () => {
    await chat.element.sendFiles([file('a.txt')], ['p1']);
    await chat.element.sendFiles(carrying('b.txt').files);
    expect(offers()).to.deep.equal([[['a.txt'], ['p1']], [['b.txt'], undefined]]);
  });

  it('are taken without asking up to what the page says', async () => {
    const taken = async (bytes: number) => chat.until(`to take ${bytes}`, () => chat.call.settings.autoAccept === bytes);
    chat.element.setAttribute('auto-accept', '1000000');
    await taken(1_000_000);
    chat.element.removeAttribute('auto-accept');
    await taken(0);
    for (const wrong of ['', '-1', '1 MB', 'Infinity']) {
      chat.element.setAttribute('auto-accept', wrong);
      await chat.until(`a word about ${wrong}`, () => chat.call.commands.some(([name, error]) => name === 'report' && (error as RtcError).code === 'bad-attribute'));
      chat.call.commands.length = 0;
    }
    chat.element.setAttribute('auto-accept', '5');
    await taken(5);
    const again = document.createElement('rtc-chat');
    chat.element.replaceWith(again);
    await taken(0);
  });

  it('are listed while there are any, and leave room for what is written', async () => {
    const list = () => chat.root.querySelector('rtc-files');
    expect(list()).to.be.null;
    chat.call.files.update({ transfers: Array.from({ length: 20 }, () => transfer()) });
    chat.call.store.update({ unread: { files: 20 } });
    await chat.until('a list', () => list()?.shadowRoot?.querySelectorAll('[part="card"]').length === 20);
    const [all, files] = [chat.element.clientHeight, list()!.offsetHeight];
    expect([files <= all * 0.46, files > all * 0.3, list()!.scrollHeight > files]).to.deep.equal([true, true, true]);
    expect(list()!.getBoundingClientRect().bottom <= chat.part('composer')!.getBoundingClientRect().top + 1).to.be.true;
    await expect(chat.call).to.be.accessible();
    const one = transfer();
    chat.call.files.update({ transfers: [one] });
    await list()!.updateComplete;
    list()!.shadowRoot!.querySelector('button')!.click();
    expect(chat.commands.at(-1)).to.deep.equal(['accept', one.id]);
    list()!.shadowRoot!.querySelector('button')!.focus();
    chat.call.files.update({ transfers: [] });
    await chat.until('no list', () => !list());
    expect(focusedIn(chat.element) === chat.field, 'the focus is somewhere').to.be.true;
  });
});

import { expect } from '@open-wc/testing';
import { done } from '../../../support/made-transfers.ts';
import { ShownFiles } from '../../../support/shown-files.ts';

describe('<rtc-files> saves', () => {
  let shown: ShownFiles;

  beforeEach(async () => {
    shown = await ShownFiles.open();
  });

  const page = window as { showSaveFilePicker?: unknown };
  const original = page.showSaveFilePicker;
  afterEach(() => {
    if (original) page.showSaveFilePicker = original;
    else delete page.showSaveFilePicker;
  });

  it('where somebody says, and says so', async () => {
    const asked: unknown[] = [];
    const written: Uint8Array[] = [];
    const createWritable = () => Promise.resolve(new WritableStream<Uint8Array>({ write: (chunk) => void written.push(chunk) }));
    page.showSaveFilePicker = (options: unknown) => {
      asked.push(options);
      return Promise.resolve({ createWritable });
    };
    await shown.shows(done('../a/b\\c: d.txt', 'text/plain', ['Hello']));
    shown.button('Save').click();
    await shown.until('it to be said', () => shown.heard === 'Saved.');
    expect(asked).to.deep.equal([{ suggestedName: '__a_b_c_ d.txt' }]);
    expect(await new Blob(written as BlobPart[]).text()).to.equal('Hello');
  });

  it('nothing for who thinks better of it, and says what does not go', async () => {
    let failure: Error = new DOMException('Made up', 'AbortError');
    page.showSaveFilePicker = () => (failure.name === 'AbortError' ? Promise.reject(failure) : Promise.resolve({ createWritable: () => Promise.reject(failure) }));
    await shown.shows(done('a.txt', 'text/plain'));
    const save = async () => {
      shown.button('Save').click();
      await shown.until('an answer', () => shown.words('problem')[0] !== '');
      return shown.words('problem')[0];
    };
    failure = new DOMException('Made up', 'QuotaExceededError');
    expect(await save()).to.equal('There isn’t enough room for it.');
    failure = new DOMException('Made up', 'NoModificationAllowedError');
    await shown.shows(done('b.txt', 'text/plain'));
    expect(await save()).to.equal('This couldn’t be saved. Try again.');
  });

  it('as a download where a browser asks nothing, which opens nothing', async () => {
    delete page.showSaveFilePicker;
    const clicked = new Promise<HTMLAnchorElement>((resolve) => {
      const { click } = HTMLAnchorElement.prototype;
      HTMLAnchorElement.prototype.click = function clickOnce(this: HTMLAnchorElement) {
        HTMLAnchorElement.prototype.click = click;
        resolve(this);
      };
    });
    await shown.shows(done('page.html', 'text/html', ['<script>alert(1)</script>']));
    shown.button('Save').click();
    const link = await clicked;
    expect(link.download).to.equal('page.html');
    const { headers } = await fetch(link.href);
    expect(headers.get('content-type')).to.equal('application/octet-stream');
  });
});

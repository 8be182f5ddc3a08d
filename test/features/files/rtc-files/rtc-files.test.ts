import { expect } from '@open-wc/testing';
import type { TransferState } from '../../../../src/features/files/transfer-state.ts';
import { digest, done, failed, png, running, sentTo, transfer, wav } from '../../../support/made-transfers.ts';
import { ShownFiles } from '../../../support/shown-files.ts';

describe('<rtc-files>', () => {
  let shown: ShownFiles;

  beforeEach(async () => {
    shown = await ShownFiles.open();
  });

  afterEach(async () => {
    await expect(shown.call).to.be.accessible();
  });

  const commands = () => shown.call.commands.splice(0);

  it('takes what is offered, or not', async () => {
    const [one, two] = [transfer(), transfer({ name: 'other.txt' })];
    await shown.shows(one, two);
    shown.button('Accept').click();
    shown.parts('decline-button')[1]!.click();
    expect(commands()).to.deep.equal([['accept', one.id], ['cancel', two.id]]);
  });

  it('says which file a button is for', async () => {
    await shown.shows(transfer({ name: 'a.txt' }), running({ name: 'b.txt' }));
    const about = (button: HTMLElement) => shown.root.getElementById(button.getAttribute('aria-describedby')!)!.textContent;
    expect([...shown.root.querySelectorAll('button')].map(about)).to.deep.equal(['a.txt', 'a.txt', 'b.txt', 'b.txt']);
  });

  it('pauses, goes on, ends, and takes off the list', async () => {
    const one = running();
    const shows = async (change: Partial<TransferState>, button: string) => {
      await shown.shows({ ...one, ...change });
      shown.button(button).click();
      return commands()[0];
    };
    expect(await shows({}, 'Pause')).to.deep.equal(['pause', one.id]);
    expect(await shows({ phase: 'paused', pausedBy: ['here'] }, 'Resume')).to.deep.equal(['resume', one.id]);
    expect(await shows({ phase: 'paused', pausedBy: ['there'] }, 'Pause')).to.deep.equal(['pause', one.id]);
    expect(await shows({}, 'Cancel')).to.deep.equal(['cancel', one.id]);
    expect(await shows(failed('file-corrupt', { id: one.id }), 'Dismiss')).to.deep.equal(['dismiss', one.id]);
  });

  it('does so with everybody whom a file goes to, as far as it can be done', async () => {
    const all = sentTo({ Grace: running(), Mary: 'offered', Lin: failed('file-cancelled'), Kay: transfer({ phase: 'paused', pausedBy: ['there'] }) });
    const [grace, mary, lin, kay] = all.map(({ id }) => id);
    await shown.shows(...all);
    shown.button('Pause').click();
    expect(commands()).to.deep.equal([['pause', grace], ['pause', kay]]);
    shown.button('Cancel').click();
    expect(commands()).to.deep.equal([['cancel', grace], ['cancel', mary], ['cancel', kay]]);
    await shown.shows(...all.map((each) => ({ ...each, phase: 'done' as const })));
    shown.button('Dismiss').click();
    expect(commands()).to.deep.equal([['dismiss', grace], ['dismiss', mary], ['dismiss', lin], ['dismiss', kay]]);
  });

  it('leaves the focus where it is while a file comes', async () => {
    const [one, two] = [running(), running({ name: 'other.txt' })];
    await shown.shows(one, two);
    const pause = shown.parts('pause-button')[1]!;
    pause.focus();
    await shown.shows(transfer(), one, { ...two, transferred: 2_000_000, speed: 1000 });
    expect(shown.focused === pause).to.be.true;
    await shown.shows(one, { ...two, phase: 'paused', pausedBy: ['here'] });
    expect([shown.focused === pause, pause.title]).to.deep.equal([true, 'Resume']);
  });

  it('gives the focus to what is in the place of what had it', async () => {
    const [one, two, three] = [transfer(), transfer(), running()];
    await shown.shows(one, two, three);
    shown.parts('accept-button')[1]!.focus();
    await shown.shows(one, { ...two, phase: 'running' }, three);
    expect(shown.focused === shown.parts('pause-button')[0], 'the same card').to.be.true;
    await shown.shows(one, three);
    expect(shown.focused === shown.parts('pause-button')[0], 'the next one').to.be.true;
    await shown.shows(one);
    expect(shown.focused === shown.button('Accept'), 'the last one').to.be.true;
  });

  it('tells what is offered, what came and what failed, once, and not how far it is', async () => {
    const [one, own] = [transfer(), transfer({ direction: 'out', name: 'own.txt' })];
    await shown.shows(one, own);
    await shown.until('an offer', () => shown.heard === 'Grace offers Report.pdf, 3.2 MB.');
    const said: string[] = [];
    const observer = new MutationObserver(() => said.push(shown.heard));
    observer.observe(shown.root.querySelector('[role="status"]')!, { childList: true, subtree: true });
    for (let part = 0; part < 10; part++) await shown.shows({ ...one, phase: 'running', transferred: part }, { ...own, phase: 'running' });
    await shown.shows({ ...one, phase: 'done', digest }, { ...own, phase: 'failed', error: failed('file-cancelled').error });
    await shown.until('an end', () => said.length > 0);
    await shown.shows({ ...one, phase: 'done', digest }, { ...own, phase: 'done' }, transfer(), transfer(), transfer(), transfer());
    await shown.until('many', () => said.length > 1);
    observer.disconnect();
    expect(said).to.deep.equal(['Report.pdf from Grace is here.\nown.txt: Cancelled', '4 files are offered to you.\nGrace has own.txt.']);
  });

  it('tells of what waits for an answer when it is opened, and of nothing else', async () => {
    await shown.shows(failed('internal'), transfer({ name: 'waits.txt' }), done('came.txt', 'text/plain'));
    const again = document.createElement('rtc-files');
    shown.element.replaceWith(again);
    const heard = () => again.shadowRoot!.querySelector('[role="status"]')?.textContent;
    await shown.until('what waits', () => Boolean(heard()));
    expect(heard()).to.equal('Grace offers waits.txt, 3.2 MB.');
  });

  describe('looks at what came', () => {
    const made = new Set<string>();
    const types: string[] = [];
    const { createObjectURL, revokeObjectURL } = URL;

    beforeEach(() => {
      made.clear();
      types.length = 0;
      URL.createObjectURL = (blob: Blob) => {
        const url = createObjectURL.call(URL, blob);
        made.add(url);
        types.push(blob.type);
        return url;
      };
      URL.revokeObjectURL = (url: string) => {
        made.delete(url);
        revokeObjectURL.call(URL, url);
      };
    });

    afterEach(() => Object.assign(URL, { createObjectURL, revokeObjectURL }));

    const preview = () => shown.part('preview') as HTMLImageElement & HTMLMediaElement;

    it('pictures at once, as long as the card is there', async () => {
      const photo = done('photo.png', 'image/png', [png]);
      await shown.shows(photo, transfer());
      await shown.until('a picture', () => preview()?.naturalWidth === 1);
      expect([preview().alt, made.size, shown.part('preview-button')]).to.deep.equal(['Preview of photo.png', 1, undefined]);
      await shown.shows(transfer());
      expect([shown.part('preview'), made.size]).to.deep.equal([undefined, 0]);
      await shown.shows(photo);
      await shown.until('a picture', () => made.size === 1);
      shown.element.remove();
      expect(made.size).to.equal(0);
    });

    it('sound and film on a click, and not by themselves', async () => {
      await shown.shows(done('song.wav', 'audio/wav', [wav]));
      expect([shown.part('preview'), made.size]).to.deep.equal([undefined, 0]);
      const button = shown.button('Preview');
      button.focus();
      button.click();
      await shown.until('a player', () => preview() !== undefined);
      expect([preview().localName, preview().controls, preview().preload, preview().autoplay, button.ariaExpanded]).to.deep.equal(['audio', true, 'none', false, 'true']);
      await expect(shown.call).to.be.accessible();
      button.click();
      await shown.element.updateComplete;
      expect([shown.part('preview'), made.size, button.ariaExpanded, shown.focused === button]).to.deep.equal([undefined, 0, 'false', true]);
    });

    it('PDF in a tab that cannot reach this one, whatever it says that it is inside', async () => {
      const opened: unknown[] = [];
      const { open } = window;
      window.open = (...given) => void opened.push(given.slice(1)) as unknown as null;
      await shown.shows(done('Report.pdf', 'application/pdf', ['<script>']));
      shown.button('Preview').click();
      await shown.until('a tab', () => opened.length > 0);
      window.open = open;
      expect([opened, types]).to.deep.equal([[['_blank', 'noopener']], ['application/pdf']]);
      await shown.shows();
      expect(made.size).to.equal(0);
    });

    it('nothing that could run something, nor what is not what it says', async () => {
      const risky = ['image/svg+xml', 'text/html', 'application/xhtml+xml', 'text/plain', '', 'constructor'].map((type) => done('file', type));
      await shown.shows(...risky, done('page.html', 'image/png', [png]), done('big.png', 'image/png', [png], { size: 25_000_001 }), done('own.png', 'image/png', [png], { direction: 'out' }), done('photo.png', 'image/png', [png]));
      await shown.until('the only one that there is', () => preview()?.naturalWidth === 1);
      expect([shown.parts('preview-button').length, types]).to.deep.equal([0, ['image/png']]);
      await shown.shows(done('no.png', 'image/png', ['<svg xmlns="http://www.w3.org/2000/svg"/>']));
      await shown.until('the words', () => shown.words('problem')[0] === 'This can’t be shown here. You can save it.');
      expect([shown.part('preview'), made.size]).to.deep.equal([undefined, 0]);
    });
  });

  it('copies the digest', async () => {
    const copied: string[] = [];
    const { clipboard } = navigator;
    const write = clipboard.writeText;
    clipboard.writeText = (text) => Promise.resolve(void copied.push(text));
    await shown.shows(done('a.txt', 'text/plain'));
    (shown.part('digest') as HTMLDetailsElement).open = true;
    await expect(shown.call).to.be.accessible();
    shown.button('Copy').click();
    await shown.until('it to be said', () => shown.heard === 'Copied.');
    clipboard.writeText = write;
    expect(copied).to.deep.equal([digest]);
  });
});

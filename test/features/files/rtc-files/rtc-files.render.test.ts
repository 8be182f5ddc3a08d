import { expect } from '@open-wc/testing';
import type { RtcErrorCode } from '../../../../src/core/errors.ts';
import { digest, done, failed, running, sentTo, transfer } from '../../../support/made-transfers.ts';
import { ShownFiles } from '../../../support/shown-files.ts';

describe('<rtc-files> shows', () => {
  let shown: ShownFiles;

  beforeEach(async () => {
    shown = await ShownFiles.open();
  });

  afterEach(async () => {
    await expect(shown.call).to.be.accessible();
  });

  const statuses = () => shown.words('status').filter(Boolean);

  it('nothing where there are no files, and takes no place', async () => {
    expect([shown.element.offsetHeight, shown.element.matches(':state(empty)')]).to.deep.equal([0, true]);
    await shown.shows(transfer());
    expect([shown.parts('card').length, shown.element.matches(':state(empty)')]).to.deep.equal([1, false]);
  });

  it('what is offered, by whom, and how large it is', async () => {
    await shown.shows(transfer(), transfer({ peerName: '', name: 'a.txt', size: 512 }), transfer({ size: 1_250_000_000 }), transfer({ size: 2000 }));
    expect(shown.words('name').slice(0, 2)).to.deep.equal(['Report.pdf', 'a.txt']);
    expect(shown.words('about')).to.deep.equal(['3.2 MB · from Grace', '512 bytes · from Guest', '1.3 GB · from Grace', '2 kB · from Grace']);
    expect(shown.buttons.slice(0, 2)).to.deep.equal(['Accept', 'Decline']);
    shown.element.lang = 'de';
    await shown.until('German', () => shown.words('about')[0] === '3,2 MB · von Grace');
  });

  it('one’s own offers, and who has not answered yet', async () => {
    await shown.shows(transfer({ direction: 'out' }));
    expect([shown.words('about'), statuses(), shown.buttons]).to.deep.equal([['3.2 MB · to Grace'], ['Waiting for Grace to accept'], ['Cancel']]);
  });

  it('how far it is, how fast, and how long it takes', async () => {
    await shown.shows(running());
    const bar = shown.part('progress') as HTMLProgressElement;
    expect([bar.position, bar.ariaLabel]).to.deep.equal([0.5, 'Progress of Report.pdf']);
    expect([statuses(), shown.buttons]).to.deep.equal([['50% · 800 kB/s · 2 seconds left'], ['Pause', 'Cancel']]);
    expect(shown.element.matches(':state(running)')).to.be.true;
    const leftAfter = async (remaining: number) => {
      await shown.shows(running({ remaining }));
      return statuses()[0]!.split(' · ').at(-1);
    };
    expect(await leftAfter(61)).to.equal('2 minutes left');
    expect(await leftAfter(6000)).to.equal('1.7 hours left');
    await shown.shows(running({ transferred: 3_199_999, speed: 0, remaining: undefined }));
    expect(statuses(), 'not all of it before it is').to.deep.equal(['99%']);
  });

  it('what waits or is paused, and by whom', async () => {
    const at = { transferred: 1_600_000 };
    await shown.shows(running({ phase: 'waiting', ...at }), ...(['here', 'there'] as const).map((who) => running({ phase: 'paused', pausedBy: [who] })), running({ phase: 'paused', pausedBy: ['here', 'there'] }));
    expect(statuses()).to.deep.equal(['50% · Waiting…', '50% · Paused by you', '50% · Paused by Grace', '50% · Paused by you and Grace']);
    expect(shown.buttons).to.deep.equal(['Pause', 'Cancel', 'Resume', 'Cancel', 'Pause', 'Cancel', 'Resume', 'Cancel']);
    expect(shown.element.matches(':state(running)')).to.be.false;
  });

  it('what came, and the digest for whoever asks', async () => {
    await shown.shows(done('notes.txt', 'text/plain'), done('sent.txt', 'text/plain', [], { direction: 'out' }));
    expect(shown.parts('digest').map((each) => each.querySelector('summary')!.textContent.trim())).to.deep.equal(['Verified', 'Sent, verified']);
    expect(shown.buttons).to.deep.equal(['Dismiss', 'Save', 'Dismiss']);
    (shown.part('digest') as HTMLDetailsElement).open = true;
    expect(shown.part('digest')!.innerText.replaceAll(/\s+/g, ' ')).to.include(`SHA-256 ${digest}`);
  });

  it('what went wrong', async () => {
    const wrong: Partial<Record<RtcErrorCode, string>> = {
      'file-cancelled': 'Cancelled',
      'file-corrupt': 'It arrived damaged. It has to be sent again.',
      'file-unreadable': 'The file can’t be read any more. It may have been moved or changed.',
      'storage-full': 'There isn’t enough room for it.',
      'too-large': 'It’s too large for this browser.',
      'peer-unreachable': 'Grace is gone.',
      'connection-lost': 'The connection was lost.',
      internal: 'Something went wrong.',
    };
    await shown.shows(...Object.keys(wrong).map((code) => failed(code as RtcErrorCode)));
    expect(statuses()).to.deep.equal(Object.values(wrong));
    expect(new Set(shown.buttons)).to.deep.equal(new Set(['Dismiss']));
    await shown.shows(failed('file-cancelled', { endedBy: 'there' }));
    expect(statuses()).to.deep.equal(['Cancelled by Grace']);
  });

  it('one file to several once, with what became of it for each', async () => {
    await shown.shows(...sentTo({ Grace: running(), Mary: 'offered', Lin: failed('file-cancelled'), Kay: done('a', 'a/b'), 'Joan\u202e': 'waiting' }));
    expect([shown.parts('card').length, shown.words('about')]).to.deep.equal([1, ['3.2 MB · to 5 people']]);
    expect(shown.words('recipient')).to.deep.equal(['Grace50%', 'MaryNot accepted yet', 'LinCancelled', 'KaySent, verified', 'JoanWaiting…']);
    expect(shown.buttons).to.deep.equal(['Pause', 'Cancel']);
    await shown.shows(...sentTo({ Grace: done('a', 'a/b'), Mary: failed('file-cancelled') }));
    expect([shown.buttons, statuses()]).to.deep.equal([['Dismiss'], []]);
  });

  it('a warning of what may do harm, before it is taken and after, but not of what one sends', async () => {
    await shown.shows(transfer({ name: 'setup.exe' }), done('photo.jpg.scr', ''), done('a\u202egpj.txt', 'text/plain'), transfer({ name: 'own.exe', direction: 'out' }), transfer());
    expect(shown.words('warning')).to.deep.equal([
      '.exe files can harm your device. Only open it if you expected it.',
      'This isn’t what it looks like: it’s a .scr file, which can harm your device.',
      'Its name has hidden signs in it. Only open it if you expected it.',
    ]);
  });

  it('a name whole to whoever asks, and its end in any case', async () => {
    const long = `${'Minutes of the meeting '.repeat(6)}final.docx`;
    await shown.shows(transfer({ name: long }), transfer({ name: 'evil\u202efdp.exe' }));
    const [name, turned] = shown.parts('name');
    expect(name!.title).to.equal(long);
    expect(name!.textContent).to.match(/^Minutes of the meeting .*….*final\.docx$/).and.to.have.lengthOf.below(50);
    expect([turned!.textContent, turned!.firstElementChild!.localName]).to.deep.equal(['evilfdp.exe', 'bdi']);
  });

  it('everything within little room, from either side', async () => {
    const long = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(4);
    await shown.shows(
      transfer({ name: `${long}.exe`, peerName: long }),
      running({ name: `${long} 報告.pdf` }),
      done(`${long}.mp3`, 'audio/mpeg'),
      failed('file-unreadable', { name: 'تقرير.pdf' }),
      ...sentTo({ [long]: 'offered', Grace: 'waiting' }),
    );
    Object.assign(shown.call.style, { display: 'block', inlineSize: '264px' });
    shown.parts('digest').forEach((each) => ((each as HTMLDetailsElement).open = true));
    for (const dir of ['ltr', 'rtl']) {
      shown.call.dir = dir;
      expect(shown.element.scrollWidth, dir).to.equal(shown.element.clientWidth);
      const outer = shown.element.getBoundingClientRect();
      const wrong = [...shown.root.querySelectorAll('[part]')].filter((each) => each.checkVisibility()).filter((each) => {
        const { left, right } = each.getBoundingClientRect();
        return left < outer.left || right > outer.right;
      });
      expect(wrong.map((each) => each.getAttribute('part')), dir).to.deep.equal([]);
    }
  });
});

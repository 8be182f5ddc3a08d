import { expect } from 'chai';
import { dangerOf, extensionOf } from '../../../src/features/files/file-danger.ts';
import { kindOf, previewOf } from '../../../src/features/files/file-kinds.ts';

describe('the names of files', () => {
  const kindsOf = (names: readonly string[]) => names.map((name) => dangerOf(name)?.kind ?? 'none');

  it('warn of what runs when it is opened, on any system', () => {
    const extensions = 'exe msi bat cmd com scr ps1 vbs js jar app dmg pkg deb rpm sh apk html htm svg xhtml lnk reg iso docm xlsm pptm hta url desktop'.split(' ');
    for (const extension of extensions) expect(dangerOf(`a.${extension}`), extension).to.deep.equal({ kind: 'risky', extension });
    expect(dangerOf('SETUP.EXE')).to.deep.equal({ kind: 'risky', extension: 'exe' });
  });

  it('say nothing of what does not', () => {
    const names = ['photo.jpg', 'Report.pdf', 'a.docx', 'notes', 'archive.tar.gz', 'v1.2 notes.txt', '.profile', 'exe', 'my exe.txt', '', 'فاتورة.pdf', '報告.docx', 'a.b.c.png'];
    expect(names.filter((name) => dangerOf(name))).to.deep.equal([]);
  });

  it('are looked through when they look like something else', () => {
    const names = ['photo.jpg.exe', 'Invoice.PDF.js', 'photo.jpg     .scr', 'a.docx_.html', 'letter          .exe', 'photo\u202egpj.exe', 'a.e\u200bxe'];
    expect(kindsOf(names)).to.deep.equal(names.map(() => 'disguised'));
    expect(kindsOf(['my.setup.exe', 'setup-2.0.exe', 'jquery.min.js'])).to.deep.equal(['risky', 'risky', 'risky']);
  });

  it('hide nothing', () => {
    const names = ['a\u202efdp.txt', 'a\u0000.txt', 'a\u200b.pdf', 'a\u2066b.pdf', 'a\u3164.pdf'];
    expect(kindsOf(names)).to.deep.equal(names.map(() => 'strange'));
  });

  it('end as a system reads them', () => {
    expect(['a.exe.', 'a.exe ', 'a.exe. .', 'a.ｅｘｅ', 'a.EXE', 'a', 'a.'].map(extensionOf)).to.deep.equal(['exe', 'exe', 'exe', 'exe', 'exe', '', '']);
  });

  it('and their types say what sign they have, and how they can be looked at', () => {
    const facts = (name: string, type: string, size = 1000) => ({ name, type, size, wasCleaned: false });
    expect(['a.png', 'a.mp3', 'a.mkv', 'a.pdf', 'a.zip', 'a.ts', 'a'].map((name) => kindOf(facts(name, '')))).to.deep.equal(['image', 'audio', 'video', 'text', 'archive', 'code', 'other']);
    expect(kindOf(facts('a', 'image/unknown'))).to.equal('image');
    const seen = ['image/png', 'image/jpeg', 'audio/mpeg', 'video/webm', 'application/pdf', 'image/svg+xml', 'text/html', 'image/png;x', 'toString'].map((type) => previewOf(facts('a', type)));
    expect(seen).to.deep.equal(['image', 'image', 'audio', 'video', 'pdf', undefined, undefined, undefined, undefined]);
    expect(previewOf(facts('a.png', 'image/png', 25_000_001))).to.equal(undefined);
    expect(previewOf(facts('a.html', 'image/png'))).to.equal(undefined);
  });

  it('remembers what was taken out of a name', () => {
    expect([dangerOf('photo.exe', true)?.kind, dangerOf('photo.jpg', true)?.kind]).to.deep.equal(['disguised', 'strange']);
  });
});

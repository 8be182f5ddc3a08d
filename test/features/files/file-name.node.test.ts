import { expect } from 'chai';
import { cleanFileName } from '../../../src/features/files/file-name.ts';

describe('the name of a file', () => {
  const names: readonly (readonly [given: string, shown: string])[] = [
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\system32\\calc.exe', 'calc.exe'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\u0000b\nc.txt', 'abc.txt'],
    ['.htaccess', 'htaccess'],
    ['  spaces . ', 'spaces'],
    ['..', 'file'],
    ['a/', 'file'],
    ['', 'file'],
    ['con.txt', '_con.txt'],
    ['LPT1', '_LPT1'],
    ['a<b>:"c|d?e*f.txt', 'a_b___c_d_e_f.txt'],
    ['\ud800.txt', '\ufffd.txt'],
    ['résumé – 履歴書.pdf', 'résumé – 履歴書.pdf'],
    ['تقرير.pdf', 'تقرير.pdf'],
    ['👩‍🚀.png', '👩🚀.png'],
  ];
  for (const [given, shown] of names) {
    it(`${JSON.stringify(given)} is shown and saved as ${JSON.stringify(shown)}`, () => {
      expect(cleanFileName(given)).to.equal(shown);
    });
  }

  it('is cut in the middle, so that its end still says what it is', () => {
    const name = cleanFileName(`${'long'.repeat(100)}.pdf`);
    expect([name.length, name.endsWith('.pdf')]).to.deep.equal([255, true]);
  });
});

import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { Localize } from '../../src/ui/localize.ts';
import { addWords } from '../../src/words.ts';

class WordReader extends LitElement {
  readonly words = new Localize(this);

  override render() {
    return html`${this.words.term('join')}, ${this.words.term('nameAndYou', 'Ada')}`;
  }
}

customElements.define('word-reader', WordReader);

/** Resolves when the reader has said it. */
async function says(reader: WordReader, text: string): Promise<void> {
  while (!reader.shadowRoot?.textContent.includes(text)) await new Promise(requestAnimationFrame);
}

const said = (reader: WordReader) => reader.shadowRoot?.textContent;

describe('Localize', () => {
  it('speaks English where nobody says otherwise, or says what we do not speak, or what is no language', async () => {
    for (const lang of ['tlh', 'en-GB', 'not a language', 'x', '']) {
      const reader = await fixture<WordReader>(html`<div lang="en"><word-reader lang=${lang}></word-reader></div>`);
      expect(said(reader.querySelector('word-reader')!), lang).to.equal('Join, Ada (you)');
    }
    const reader = await fixture<WordReader>(html`<word-reader lang="not_a_language"></word-reader>`);
    expect(new Intl.NumberFormat(reader.words.lang()).format(1)).to.equal('1');
  });

  it('loads a language when it is asked for, and speaks English until it is there', async () => {
    const reader = await fixture<WordReader>(html`<word-reader lang="fr"></word-reader>`);
    expect(said(reader)).to.equal('Join, Ada (you)');
    await says(reader, 'Rejoindre');
    expect(said(reader)).to.equal('Rejoindre, Ada (vous)');
  });

  it('speaks the language of the nearest ancestor, through shadow roots, and two beside each other', async () => {
    const page = await fixture(html`<div lang="de-AT" dir="rtl"><p lang="en"></p><word-reader lang="es-MX"></word-reader></div>`);
    const host = document.createElement('div');
    page.append(host);
    const reader = document.createElement('word-reader') as WordReader;
    host.attachShadow({ mode: 'open' }).append(reader);
    await Promise.all([says(reader, 'Teilnehmen'), says(page.querySelector('word-reader')!, 'Unirse')]);
    expect(reader.words.dir()).to.equal('rtl');
    page.querySelector('p')!.append(host);
    expect(reader.words.term('join')).to.equal('Join');
  });

  it('speaks another language when it is set on an ancestor', async () => {
    const page = await fixture<HTMLElement>(html`<div lang="en"><word-reader></word-reader></div>`);
    const reader = page.querySelector<WordReader>('word-reader')!;
    page.lang = 'de';
    await says(reader, 'Teilnehmen');
    page.lang = 'en';
    await says(reader, 'Join');
  });

  it('tells Chinese characters apart, however the page names them', async () => {
    const reads = async (lang: string, microphone: string) => {
      const reader = await fixture<WordReader>(html`<word-reader lang=${lang}></word-reader>`);
      while (reader.words.term('microphone') !== microphone) await new Promise(requestAnimationFrame);
    };
    for (const lang of ['zh', 'zh-CN', 'zh-Hans', 'zh-SG', 'zh_CN', 'zh-Hans-HK']) await reads(lang, '麦克风');
    for (const lang of ['zh-TW', 'zh-Hant', 'zh-HK', 'zh-MO', 'zh-Hant-HK', 'ZH-TW']) await reads(lang, '麥克風');
  });

  it('says what the page says, in a language of its own or in one that is there, before and after it is', async () => {
    addWords('nl', { join: 'Deelnemen' });
    addWords('ko', { join: '들어가기' });
    const dutch = await fixture<WordReader>(html`<word-reader lang="nl"></word-reader>`);
    // What it does not say is said in English.
    expect(said(dutch)).to.equal('Deelnemen, Ada (you)');

    const korean = await fixture<WordReader>(html`<word-reader lang="ko"></word-reader>`);
    while (said(korean)?.includes('(you)')) await new Promise(requestAnimationFrame);
    expect(said(korean)).to.match(/^들어가기, /);
    addWords('ko', { join: '시작' });
    await korean.updateComplete;
    expect(said(korean)).to.match(/^시작, /);

    const english = await fixture<WordReader>(html`<word-reader lang="en-US"></word-reader>`);
    addWords('en', { join: 'Come in' });
    await english.updateComplete;
    expect(said(english)).to.equal('Come in, Ada (you)');
    addWords('en', { join: 'Join' });
  });

  it('says it for a region only', async () => {
    addWords('de-AT', { join: 'Servus' });
    const page = await fixture(html`<div><word-reader lang="de-AT"></word-reader><word-reader lang="de"></word-reader></div>`);
    const [austrian, german] = page.querySelectorAll<WordReader>('word-reader');
    await Promise.all([says(austrian!, 'Servus, Ada (Sie)'), says(german!, 'Teilnehmen')]);
  });
});

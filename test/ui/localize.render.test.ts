import { expect, fixture, html } from '@open-wc/testing';
import { registerTranslation } from '@shoelace-style/localize';
import { LitElement } from 'lit';
import { Localize } from '../../src/ui/localize.ts';
import { en } from '../../src/ui/words/en.ts';

const de = { ...en, $code: 'de', $name: 'Deutsch', $dir: 'ltr' as const, join: 'Teilnehmen' };
registerTranslation(de);

class WordReader extends LitElement {
  readonly words = new Localize(this);

  override render() {
    return html`${this.words.term('join')}`;
  }
}

customElements.define('word-reader', WordReader);

describe('Localize', () => {
  it('speaks English where nobody says otherwise, or says what we do not speak', async () => {
    const reader = await fixture<WordReader>(html`<word-reader lang="tlh"></word-reader>`);
    expect(reader.words.term('join')).to.equal('Join');
    expect(reader.words.term('nameAndYou', 'Ada')).to.equal('Ada (you)');
  });

  it('speaks the language of the nearest ancestor, through shadow roots', async () => {
    const page = await fixture(html`<div lang="de-AT" dir="rtl"><p lang="en"></p></div>`);
    const host = document.createElement('div');
    page.append(host);
    const reader = document.createElement('word-reader') as WordReader;
    host.attachShadow({ mode: 'open' }).append(reader);
    expect(reader.words.term('join')).to.equal('Teilnehmen');
    expect(reader.words.dir()).to.equal('rtl');
    page.querySelector('p')!.append(host);
    expect(reader.words.term('join')).to.equal('Join');
  });

  it('speaks another language when it is set on an ancestor', async () => {
    const page = await fixture<HTMLElement>(html`<div><word-reader></word-reader></div>`);
    const reader = page.querySelector<WordReader>('word-reader')!;
    page.lang = 'de';
    // The browser says so in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    await reader.updateComplete;
    expect(reader.shadowRoot?.textContent.trim()).to.equal('Teilnehmen');
  });
});

import { expect } from 'chai';
import { shortenTemplates } from '../../scripts/template-whitespace.mjs';

describe('templates in the build', () => {
  const shortened = (code: string) => shortenTemplates(code);

  it('have no nodes that are only how the source is laid out', () => {
    expect(shortened('html`\n  <p>\n    <b></b>\n    ${one}\n    ${two}\n    <i></i>\n  </p>\n`')).to.equal('html`<p><b></b>${one}${two}<i></i></p>`');
  });

  it('keep blanks that say something', () => {
    expect(shortened('html`<p>Hello,\n  <b>world</b> ${name} <i>all</i></p>`')).to.equal('html`<p>Hello, <b>world</b> ${name} <i>all</i></p>`');
  });

  it('keep attributes apart', () => {
    expect(shortened('html`<p\n  class="a ${b} ${c}"\n  @click=${d}\n  .e=${f}\n></p>`')).to.equal('html`<p class="a ${b} ${c}" @click=${d} .e=${f} ></p>`');
  });

  it('keep what styles mean', () => {
    expect(shortened('css`\n  /* why */\n  :host > a:hover, b :is(i) {\n    inset: 0 4px;\n    inline-size: calc(100% - 8px);\n  }\n`')).to.equal(
      'css` :host > a:hover,b :is(i){inset:0 4px;inline-size:calc(100% - 8px)}`',
    );
  });

  it('are found in other templates, and nothing else is touched', () => {
    expect(shortened('const s = `a  b`; html`<p>${html`<i>\n</i>`}</p>`')).to.equal('const s = `a  b`; html`<p>${html`<i></i>`}</p>`');
  });
});

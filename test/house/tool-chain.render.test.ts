import { expect, fixture, html } from '@open-wc/testing';
import { css, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';

@customElement('house-greeting')
class HouseGreeting extends LitElement {
  static override styles = css`
    p {
      color: rgb(1, 2, 3);
    }
  `;

  @property() who = 'nobody';

  override render() {
    return html`<p>Hello ${this.who}</p>`;
  }
}

// Decorators and class fields are where a compiler that ignores the tsconfig breaks Lit without a word.
describe('the tool chain', () => {
  it('compiles a reactive Lit element', async () => {
    const element = await fixture<HouseGreeting>(html`<house-greeting who="Ada"></house-greeting>`);
    expect(element).shadowDom.to.equal('<p>Hello Ada</p>');

    element.who = 'Grace';
    await element.updateComplete;
    expect(element).shadowDom.to.equal('<p>Hello Grace</p>');
  });

  it('styles it', async () => {
    const element = await fixture<HouseGreeting>(html`<house-greeting></house-greeting>`);
    const paragraph = element.shadowRoot?.querySelector('p');
    expect(paragraph && getComputedStyle(paragraph).color).to.equal('rgb(1, 2, 3)');
  });

  it('checks accessibility', async () => {
    const element = await fixture<HouseGreeting>(html`<house-greeting></house-greeting>`);
    await expect(element).to.be.accessible();
  });
});

import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { tokens } from '../../src/ui/tokens.ts';
import { buttonStyles } from '../../src/ui/button-styles.ts';

class AccentSample extends LitElement {
  static override styles = [tokens, buttonStyles];

  override render() {
    return html`<button class="primary">Join</button>`;
  }
}

customElements.define('accent-sample', AccentSample);

const accents = ['#000', '#fff', '#777', '#767676', '#f00', '#0f0', '#00f', '#ff0', 'rebeccapurple', 'oklch(0.7 0.2 50)', 'hsl(200 80% 45%)', '#2558d4'];

describe('tokens', () => {
  for (const accent of accents) {
    it(`keep text readable on the accent ${accent}`, async () => {
      const sample = await fixture<AccentSample>(html`<accent-sample></accent-sample>`);
      sample.style.setProperty('--rtc-accent', accent);
      const { color, backgroundColor } = getComputedStyle(sample.shadowRoot!.querySelector('button')!);
      expect(contrast(color, backgroundColor)).to.be.at.least(4.5);
    });
  }

  it('can be set on any ancestor', async () => {
    const page = await fixture<HTMLElement>(html`<div><accent-sample></accent-sample></div>`);
    page.style.setProperty('--rtc-accent', 'rgb(1, 2, 3)');
    const button = page.querySelector('accent-sample')!.shadowRoot!.querySelector('button')!;
    expect(getComputedStyle(button).backgroundColor).to.equal('rgb(1, 2, 3)');
  });
});

/** WCAG 2.2, contrast ratio; any colour that the browser can paint. */
function contrast(...colors: [string, string]): number {
  const [dark = 0, light = 0] = colors.map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

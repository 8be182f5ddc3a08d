import { expect, fixture, html } from '@open-wc/testing';
import { css, LitElement } from 'lit';
import { tokens } from '../../src/ui/tokens.ts';
import { buttonStyles } from '../../src/ui/button-styles.ts';
import { contrast } from '../support/contrast.ts';

class AccentSample extends LitElement {
  static override styles = [
    tokens,
    buttonStyles,
    css`
      .surface {
        background: var(--_surface);
      }

      .raised {
        background: var(--_raised);
      }

      .text {
        color: var(--_text);
      }

      .muted {
        color: var(--_text-muted);
      }

      .success {
        color: var(--_success);
      }

      /* As the panel of a support button says what is wrong. */
      .problem {
        color: color-mix(in oklch, var(--_danger) 80%, var(--_text));
      }

      .on-danger {
        color: #fff;
        background: var(--_danger);
      }
    `,
  ];

  override render() {
    return html`<button class="primary">Join</button>
      ${['surface', 'raised'].map((ground) => ['text', 'muted', 'success'].map((words) => html`<p class="${ground} ${words}">Words</p>`))}
      <p class="surface problem">Words</p>
      <p class="on-danger">Words</p>`;
  }
}

customElements.define('accent-sample', AccentSample);

const accents = ['#000', '#fff', '#777', '#767676', '#f00', '#0f0', '#00f', '#ff0', 'rebeccapurple', 'oklch(0.7 0.2 50)', 'hsl(200 80% 45%)', '#2558d4'];

describe('tokens', () => {
  const sampleIn = async (scheme: string) => {
    const page = await fixture<HTMLElement>(html`<div><accent-sample></accent-sample></div>`);
    page.style.colorScheme = scheme;
    return page.querySelector<AccentSample>('accent-sample')!;
  };
  const contrastOf = (element: Element) => {
    const { color, backgroundColor } = getComputedStyle(element);
    return contrast(color, backgroundColor);
  };

  for (const scheme of ['light', 'dark']) {
    for (const accent of accents) {
      it(`keep text readable on the accent ${accent}, ${scheme}`, async () => {
        const sample = await sampleIn(scheme);
        sample.style.setProperty('--rtc-accent', accent);
        expect(contrastOf(sample.shadowRoot!.querySelector('button')!)).to.be.at.least(4.5);
      });
    }

    it(`keep all other words readable where they are, and on their own accent, ${scheme}`, async () => {
      const sample = await sampleIn(scheme);
      const all = [...sample.shadowRoot!.querySelectorAll('p, button')];
      // A ring or a level is no word: WCAG 2.2, 1.4.11.
      const low = all.filter((each) => contrastOf(each) < (each.matches('.success') ? 3 : 4.5));
      expect(low.map((each) => `${each.className}: ${contrastOf(each).toFixed(2)}`)).to.deep.equal([]);
    });
  }

  it('can be set on any ancestor', async () => {
    const page = await fixture<HTMLElement>(html`<div><accent-sample></accent-sample></div>`);
    page.style.setProperty('--rtc-accent', 'rgb(1, 2, 3)');
    const button = page.querySelector('accent-sample')!.shadowRoot!.querySelector('button')!;
    expect(getComputedStyle(button).backgroundColor).to.equal('rgb(1, 2, 3)');
  });
});

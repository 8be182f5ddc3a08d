import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../src/controllers/call-controller.ts';
import type { CallState } from '../../src/core/call-state.ts';
import { initialState } from '../../src/core/call-state.ts';
import { Store } from '../../src/core/store.ts';
import { ShownCall } from '../support/shown-call.ts';

class CallReader extends LitElement {
  @property() for: string | null = null;
  @property() wanted = '';
  readonly names = new CallController(this, (state) => state.participants.map(({ name }) => name + this.wanted), {
    isEqual: (a, b) => this.isCalm && a.join() === b.join(),
  });
  /** False: whatever happens in the call is worth a drawing. */
  isCalm = true;
  drawn: string[] = [];

  override render() {
    this.drawn.push(this.names.value.join());
    return html`${this.names.value.join()}`;
  }
}

customElements.define('call-reader', CallReader);

describe('CallController', () => {
  it('reads a call that has not begun where there is none', async () => {
    const reader = await fixture<CallReader>(html`<call-reader></call-reader>`);
    expect(reader.names.value).to.deep.equal([]);
    expect(reader.names.session).to.be.undefined;
  });

  it('reads the nearest call, through shadow roots', async () => {
    const outer = await fixture<ShownCall>(html`<shown-call><shown-call id="inner"></shown-call></shown-call>`);
    const inner = outer.querySelector<ShownCall>('#inner')!;
    outer.participant('a', { name: 'Outer' });
    inner.participant('a', { name: 'Inner' });
    const host = document.createElement('div');
    inner.append(host);
    const reader = document.createElement('call-reader') as CallReader;
    host.attachShadow({ mode: 'closed' }).append(reader);
    expect(reader.names.value).to.deep.equal(['Inner']);
    outer.append(host);
    expect(reader.names.value).to.deep.equal(['Outer']);
  });

  it('draws when what is selected has changed, and only then', async () => {
    const call = await fixture<ShownCall>(html`<shown-call><call-reader></call-reader></shown-call>`);
    const reader = call.querySelector<CallReader>('call-reader')!;
    call.participant('a', { name: 'Ada' });
    await reader.updateComplete;
    call.participant('a', { speaking: true });
    call.store.update({ server: 'connected' });
    await reader.updateComplete;
    call.participant('a', { name: 'Grace' });
    await reader.updateComplete;
    expect(reader.drawn).to.deep.equal(['', 'Ada', 'Grace']);
  });

  it('selects with what the element has at the moment', async () => {
    const call = await fixture<ShownCall>(html`<shown-call><call-reader></call-reader></shown-call>`);
    const reader = call.querySelector<CallReader>('call-reader')!;
    call.participant('a', { name: 'Ada' });
    reader.wanted = '?';
    await reader.updateComplete;
    expect(reader.drawn.at(-1)).to.equal('Ada?');
  });

  it('follows a call that is exchanged, and forgets the one before', async () => {
    const call = await fixture<ShownCall>(html`<shown-call><call-reader></call-reader></shown-call>`);
    const reader = call.querySelector<CallReader>('call-reader')!;
    await reader.updateComplete;
    call.provide(new Store<CallState>(initialState));
    await reader.updateComplete;
    reader.isCalm = false;
    const { length } = reader.drawn;
    call.participant('a', { name: 'Of the call before' });
    await reader.updateComplete;
    expect(reader.drawn).to.have.length(length);
  });

  it('lets go of the call when the element is removed', async () => {
    const call = await fixture<ShownCall>(html`<shown-call><call-reader></call-reader></shown-call>`);
    const reader = call.querySelector<CallReader>('call-reader')!;
    reader.remove();
    await reader.updateComplete;
    const { length } = reader.drawn;
    call.participant('a', { name: 'Ada' });
    await reader.updateComplete;
    expect(reader.drawn).to.have.length(length);
    expect(reader.names.session).to.be.undefined;
  });

  describe('with for', () => {
    it('reads the call of that id, before the one around it', async () => {
      const page = await fixture(html`
        <div>
          <shown-call id="named"></shown-call>
          <shown-call><call-reader for="named"></call-reader></shown-call>
        </div>
      `);
      page.querySelector<ShownCall>('#named')!.participant('a', { name: 'Named' });
      const reader = page.querySelector<CallReader>('call-reader')!;
      expect(reader.names.value).to.deep.equal(['Named']);
      reader.removeAttribute('for');
      await reader.updateComplete;
      expect(reader.names.value).to.deep.equal([]);
    });

    it('waits for a call that is added later, in the document or in its own root', async () => {
      const page = await fixture(html`<div></div>`);
      const root = page.attachShadow({ mode: 'open' });
      const reader = Object.assign(document.createElement('call-reader') as CallReader, { for: 'later' });
      root.append(reader);
      await reader.updateComplete;
      expect(reader.names.session).to.be.undefined;

      const outside = Object.assign(new ShownCall(), { id: 'later' });
      outside.participant('a', { name: 'Outside' });
      document.body.append(outside);
      expect(reader.names.value).to.deep.equal(['Outside']);

      const inside = Object.assign(new ShownCall(), { id: 'later' });
      inside.participant('a', { name: 'Inside' });
      root.append(inside);
      expect(reader.names.value).to.deep.equal(['Inside']);
      outside.remove();
    });

    it('does not take the call around it for the one that is missing', async () => {
      const call = await fixture<ShownCall>(html`<shown-call><call-reader for="missing"></call-reader></shown-call>`);
      call.participant('a', { name: 'Around' });
      expect(call.querySelector<CallReader>('call-reader')!.names.value).to.deep.equal([]);
    });
  });
});

import { expect } from '@open-wc/testing';
import { everySupportIsAccessible, type PageSupport, pageSupport } from '../../support/page-support.ts';

const key = 'A'.repeat(43);

/** Nobody is ever at this desk, and no server. */
const nowhere = { desk: 'Acme', 'desk-key': key, server: 'http://127.0.0.1:9/peer' };

/** A time zone is not needed to be always open, or never. */
const closed = 'Mon 00:00-00:01 UTC';

describe('<rtc-support> panel and button', () => {
  const said: string[] = [];
  const { warn } = console;

  beforeEach(() => {
    said.length = 0;
    console.warn = (line: unknown) => said.push(String(line));
  });

  afterEach(() => (console.warn = warn));
  afterEach(everySupportIsAccessible);

  const open = async (support: PageSupport) => {
    support.launcher.click();
    await support.until('the panel', () => support.panel);
  };

  it('is a button with a name, and shows nothing else', async () => {
    const support = await pageSupport(nowhere);
    expect(support.launcher.textContent.trim()).to.match(/^Talk to us/);
    expect(support.launcher.getAttribute('aria-expanded')).to.equal('false');
    expect(support.panel).to.be.undefined;
    expect(support.element.status).to.equal('offline');
    expect(support.element.call).to.equal(null);
    expect(support.element.queuePosition).to.equal(null);
  });

  it('takes its words from the page', async () => {
    const support = await pageSupport({ ...nowhere, label: 'Ask a gardener' });
    const tips = () => [support.launcher, ...support.launcher.querySelectorAll<HTMLElement>('[title]')].filter(({ title }) => title).map(({ title, ariaHidden }) => [title, ariaHidden]);
    expect(support.launcher.textContent).to.match(/^Ask a gardener/);
    // Whoever points at the icon; whoever has it read has heard that.
    expect(tips()).to.deep.equal([['Ask a gardener', 'true']]);
    support.element.label = 'Ask us';
    await support.element.updateComplete;
    expect(tips()).to.deep.equal([['Ask us', 'true']]);
    expect(support.element.getAttribute('label')).to.equal('Ask a gardener');
    support.element.setAttribute('position', 'inline');
    await support.element.updateComplete;
    expect(tips()).to.deep.equal([]);
  });

  it('stands in a corner, in the other, or in line', async () => {
    const support = await pageSupport(nowhere);
    const at = () => support.launcher.getBoundingClientRect();
    expect(at().right).to.be.closeTo(document.documentElement.clientWidth - 16, 1);
    expect(at()).to.include({ width: 56, height: 56 });
    support.element.setAttribute('position', 'bottom-start');
    await support.element.updateComplete;
    expect(at().left).to.be.closeTo(16, 1);
    support.element.setAttribute('position', 'inline');
    await support.element.updateComplete;
    expect(getComputedStyle(support.element).position).to.equal('static');
    support.element.style.setProperty('--rtc-support-offset', '40px');
    support.element.setAttribute('position', '');
    await support.element.updateComplete;
    expect(at().bottom).to.be.closeTo(document.documentElement.clientHeight - 56, 1);
  });

  it('opens a dialog, takes the focus into it, and gives it back', async () => {
    const support = await pageSupport(nowhere);
    support.launcher.focus();
    await open(support);
    expect(support.panel?.matches(':popover-open')).to.be.true;
    expect(support.launcher.getAttribute('aria-expanded')).to.equal('true');
    expect(support.element.matches(':state(open)')).to.be.true;
    expect(support.panel?.contains(support.focused)).to.be.true;
    support.focused?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await support.element.updateComplete;
    expect(support.panel).to.be.undefined;
    expect(support.focused === support.launcher).to.be.true;
    expect(support.story).to.deep.equal(['rtc-opened', 'rtc-closed']);
    expect(support.fired.every(({ bubbles }) => !bubbles)).to.be.true;
  });

  it('opens as the page wishes it', async () => {
    const support = await pageSupport({ ...nowhere, open: true });
    await support.until('the panel', () => support.panel);
    support.element.open = false;
    await support.until('no panel', () => !support.panel);
    expect(support.element.hasAttribute('open')).to.be.true;
    await support.element.openPanel();
    expect(support.panel).not.to.be.undefined;
  });

  it('says that it is closed, and when it opens again', async () => {
    const support = await pageSupport({ ...nowhere, hours: closed });
    await support.status('closed');
    expect(support.launcher.textContent).to.include('Closed');
    await open(support);
    await support.says('We’re closed right now');
    await support.says('We’re here again');
    expect(support.element.opensAt?.getUTCDay()).to.equal(1);
  });

  it('says what is wrong with its attributes to whoever made the page, and goes on', async () => {
    await pageSupport({ ...nowhere, hours: 'now and then' });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const support = await pageSupport({ desk: 'Acme', server: nowhere.server, prechat: 'name name' });
    await support.until('a word about hours', () => said.some((line) => line.includes('hours')));
    await open(support);
    await support.until('a word about the key', () => said.some((line) => line.includes('desk-key')));
    expect(support.words).to.include('Unverified');
    expect(said.filter((line) => line.includes('desk-key'))).to.have.lengthOf(1);
  });

  it('lets the page replace launcher, greeting, offline form and rating', async () => {
    const support = await pageSupport({ ...nowhere, mode: 'chat' });
    const slots = ['launcher', 'greeting', 'offline', 'rating'];
    for (const slot of slots) {
      const own = document.createElement('p');
      own.slot = slot;
      own.textContent = `Own ${slot}`;
      support.element.append(own);
    }
    await open(support);
    expect(support.element.querySelector('[slot=launcher]')?.checkVisibility()).to.be.true;
    await support.until('its own', () => ['greeting', 'offline'].some((slot) => support.element.querySelector(`[slot=${slot}]`)?.checkVisibility()));
  });

  it('takes what was set before it was an element', async () => {
    const element = document.createElement('rtc-support');
    element.label = 'Early';
    expect(element.label).to.equal('Early');
  });
});

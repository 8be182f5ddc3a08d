// Shows support buttons and desks that nobody sits at: what is known of a desk, and who waits there, is made up.

/** The room of every call here; nobody enters it. */
export const room = 'A'.repeat(22);

/**
 * The server lets everybody in and passes nothing on; of a desk, its address says how many are there: `/2/peer`. Panels stand in the
 * page, not above it.
 */
export function installNobody() {
  window.WebSocket = class extends EventTarget {
    static OPEN = 1;
    readyState = 1;

    constructor() {
      super();
      queueMicrotask(() => this.onmessage?.({ data: '{ "type": "OPEN" }' }));
    }

    send() {}

    close() {}
  };
  window.EventSource = class {
    constructor(url) {
      const [, agents] = /^\/(\d+)\//.exec(new URL(url).pathname) ?? [];
      if (agents) queueMicrotask(() => this.onmessage({ data: agents }));
    }

    close() {}
  };
  for (const name of ['showPopover', 'showModal']) {
    HTMLDialogElement.prototype[name] = function () {
      this.show();
    };
  }
}

/** Opens the panel of an `<rtc-support>` at a step of the way: what its flow and its form for a message have. */
export async function showSupport(support, { desk = 'online', visit = { phase: 'none' }, isConnected = true, message = {}, ...flow } = {}) {
  await customElements.whenDefined('rtc-support');
  await support.openPanel();
  const shown = whatShows(support, 'rtc-support');
  overwrite(shown.flow, { desk, visit, isConnected });
  Object.assign(shown.flow, flow);
  Object.assign(shown.message, message);
  support.requestUpdate();
  await support.updateComplete;
  return support.shadowRoot.querySelector('rtc-call');
}

/** Makes an `<rtc-desk>` show somebody at work: who waits, who is answered, and who was. */
export async function showDesk(desk, { phase = 'open', server = 'connected', away = false, waiting = [], answered, past = [], notice } = {}) {
  await customElements.whenDefined('rtc-desk');
  await desk.updateComplete;
  const conductor = whatShows(desk, 'rtc-desk');
  const serving = answered && { phase: answered.room ? 'called' : 'answering', visitor: answered.visitor, room: answered.room ?? null };
  const state = { phase, away, server, waiting, serving: serving ?? null, past };
  const line = answered?.room && { key: answered.room, visitor: answered.visitor, arrangement: { key: new Uint8Array(16), links: 'late' }, isServed: true };
  const session = {
    options: { desk: { label: desk.desk, key: desk.deskKey }, server: '/peer', name: desk.agentName },
    state,
    answer: answered && { visitor: answered.visitor },
    lines: { all: line ? [line] : [] },
    mayJoin: true,
    secondsOf: ({ seconds }) => seconds,
    join() {},
  };
  overwrite(conductor, phase === 'signing-in' ? { phase } : { phase, state, session });
  overwrite(conductor.attention, { canAsk: true });
  Object.assign(conductor, { notice });
  conductor.vigil.hasCalls = true;
  desk.requestUpdate();
  await desk.updateComplete;
  return desk.call;
}

/** Somebody who has waited for so many minutes. */
export function visitor(name, minutes, request = {}) {
  return {
    id: `visitor-${name}`,
    since: Date.now() - minutes * 60_000 - 5000,
    room: null,
    request: { mode: 'video', topic: '', name, fields: {}, page: 'https://shop.example/plants', title: 'Plants', context: '', ...request },
  };
}

/** Somebody who was here; `seconds` is how long one talked to them. */
export function pastVisitor(name, { outcome = 'served', by = '', rating = null, seconds } = {}) {
  return { visitor: { ...visitor(name, 0), seconds }, outcome, by, at: 0, rating };
}

/** An element's own answer, by the protocol of contexts. */
function whatShows(element, context) {
  let shown;
  const callback = (value) => (shown = value);
  element.dispatchEvent(Object.assign(new Event('context-request', { bubbles: true, composed: true }), { context, contextTarget: element, callback }));
  return shown;
}

/** From now on it is so, whatever comes. */
function overwrite(object, values) {
  for (const [name, value] of Object.entries(values)) Object.defineProperty(object, name, { value, configurable: true });
}

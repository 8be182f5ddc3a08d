// Both ends of a support call, by what a page can do and hear.
const { now } = instrument;

/** When the desk rang. */
export const rung = new Promise<number>((resolve) => {
  document.addEventListener('rtc-visitor-waiting', () => resolve(now()), { once: true });
});

/** Opens the desk. Resolves when visitors can find it. */
export async function signIn(keyFile: string): Promise<void> {
  await customElements.whenDefined('rtc-desk');
  await desk().signIn(keyFile);
}

/** Points at the button. Resolves with the milliseconds until the desk has proven that somebody is there. */
export async function hover(): Promise<number> {
  await customElements.whenDefined('rtc-support');
  const launcher = button().shadowRoot?.querySelector('[part=launcher]');
  const online = new Promise<number>((resolve) => {
    button().addEventListener('rtc-status-changed', ({ status }) => status === 'online' && resolve(now()));
  });
  const begun = now();
  launcher?.dispatchEvent(new PointerEvent('pointerenter'));
  return (await online) - begun;
}

export async function openPanel(): Promise<void> {
  await button().openPanel();
}

/** Asks for somebody, and answers when that was. */
export function ring(): number {
  const begun = now();
  button().startCall().catch(reportError);
  return begun;
}

/** Resolves when the visitor is ready to be answered: devices are open. */
export async function visitorReady(): Promise<void> {
  const call = await untilThere(() => (button().call?.phase === 'prejoin' ? button().call : null));
  await Promise.all([call.setMicrophone(true), call.setCamera(true)]);
}

/** Resolves when the agent's page has the code of a call. */
export async function agentReady(): Promise<void> {
  await Promise.all(['rtc-call', 'rtc-stage', 'rtc-toolbar'].map((name) => customElements.whenDefined(name)));
}

/** Answers the visitor, and says when. */
export function answer(): number {
  const begun = now();
  desk().answer().catch(reportError);
  return begun;
}

async function untilThere<Thing>(look: () => Thing | null): Promise<Thing> {
  for (;;) {
    const found = look();
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}

function button(): HTMLElementTagNameMap['rtc-support'] {
  return existing('rtc-support');
}

function desk(): HTMLElementTagNameMap['rtc-desk'] {
  return existing('rtc-desk');
}

function existing<Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] {
  const found = document.querySelector(name);
  if (!found) throw new Error(`No <${name}> in the page`);
  return found;
}

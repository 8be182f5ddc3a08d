// Two calls in one page, from nothing to nothing.
const connections = new Set<WeakRef<RTCPeerConnection>>();

globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    // Counting them must not keep them.
    connections.add(new WeakRef(this));
  }
};

/**
 * Mounts; previews, joins and leaves by the buttons of the interface, each seeing the other in between; removes. Resolves
 * when nothing is left to wait for.
 */
export async function cycle(room: string): Promise<void> {
  const calls = [newCall(room), newCall(room)];
  // The code of an element comes when it is there.
  await customElements.whenDefined('rtc-call');
  await Promise.all(calls.map((call) => shown(call, 'rtc-prejoin .meter')));
  for (const call of calls) (await shown(call, 'rtc-prejoin .primary')).click();
  await Promise.all(calls.map(untilSomebodyIsSeen));
  for (const call of calls) (await shown(call, 'rtc-toolbar rtc-leave-button button')).click();
  await Promise.all(calls.map((call) => shown(call, '.primary')));
  for (const call of calls) call.remove();
  // Nothing tells when the last word has left and a connection closes.
  while (!isQuiet()) await new Promise(requestAnimationFrame);
}

function newCall(room: string): HTMLElementTagNameMap['rtc-call'] {
  const call = document.createElement('rtc-call');
  for (const [name, value] of Object.entries({ room, resolution: '180p', 'frame-rate': '10' })) call.setAttribute(name, value);
  document.body.append(call);
  return call;
}

/** The element at the end of a path through shadow roots, once it is there. */
async function shown(call: Element, path: string): Promise<HTMLElement> {
  for (;;) {
    const step = (within: Element | null | undefined, selector: string) => within?.shadowRoot?.querySelector(selector);
    const found = path.split(' ').reduce<Element | null | undefined>(step, call);
    if (found instanceof HTMLElement) return found;
    await new Promise(requestAnimationFrame);
  }
}

async function untilSomebodyIsSeen(call: HTMLElementTagNameMap['rtc-call']): Promise<void> {
  const isSeen = () => call.participants.some(({ isLocal, camera, microphone }) => !isLocal && camera === 'on' && microphone === 'on');
  while (!isSeen()) await new Promise((resolve) => call.addEventListener('rtc-participant-changed', resolve, { once: true }));
}

function isQuiet(): boolean {
  for (const reference of connections) {
    const connection = reference.deref();
    if (connection && connection.signalingState !== 'closed') return false;
    connections.delete(reference);
  }
  return true;
}

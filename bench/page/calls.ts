// Two calls in one page, from nothing to nothing.
const connections = new Set<WeakRef<RTCPeerConnection>>();

globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    // Counting them must not keep them.
    connections.add(new WeakRef(this));
  }
};

/** Mounts, joins, waits until both see each other, leaves, removes. Resolves when nothing is left to wait for. */
export async function cycle(room: string): Promise<void> {
  const calls = [newCall(room), newCall(room)];
  // The code of an element comes when it is there.
  await customElements.whenDefined('rtc-call');
  await Promise.all(calls.map(async (call) => call.join()));
  await Promise.all(calls.map(untilSomebodyIsSeen));
  await Promise.all(calls.map(async (call) => call.leave()));
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

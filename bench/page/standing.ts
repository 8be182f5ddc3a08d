// A call that stands for hours, and what people do in it.
type Call = HTMLElementTagNameMap['rtc-call'];

function call(): Call {
  const found = document.querySelector('rtc-call');
  if (!found) throw new Error('No call in this page');
  return found;
}

/** Resolves when the other is here, and both are seen and heard. */
export async function together(): Promise<void> {
  const isOn = ({ camera, microphone, connection }: Call['participants'][number]) =>
    camera === 'on' && microphone === 'on' && connection === 'live';
  while (call().participants.length !== 2 || !call().participants.every(isOn)) await new Promise(requestAnimationFrame);
}

const acts: readonly ((call: Call) => Promise<unknown>)[] = [
  async (one) => {
    await one.setCamera(false);
    await one.setCamera(true);
  },
  async (one) => {
    await one.setMicrophone(false);
    await one.setMicrophone(true);
  },
  (one) => Promise.all(Array.from({ length: 100 }, (_, count) => one.send('soak', { count, text: 'x'.repeat(200) }))),
  async (one) => {
    one.displayName = `Somebody ${Math.floor(Math.random() * 100)}`;
    await one.updateComplete;
  },
  async (one) => {
    const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
    await one.setDevice('camera', cameras[Math.floor(Math.random() * cameras.length)]?.deviceId ?? '');
  },
  (one) => one.stats(),
  async (one) => {
    await one.leave();
    await one.join();
  },
];

/** Does so many things, one after the other, each chosen by chance; and is seen and heard in the end. */
export async function live(count: number): Promise<void> {
  for (let done = 0; done < count; done++) await acts[Math.floor(Math.random() * acts.length)]?.(call());
  await call().setCamera(true);
  await call().setMicrophone(true);
}

// Messages of a page, there and back: over whatever `open` has made, a call's `send()` or a bare channel.
type Say = (data: unknown) => void;

/** One way to send, and to hear. */
interface Way {
  readonly say: Say;
  heard: (data: unknown) => void;
}

let reliable: Way;
let lossy: Way;

/** In a page with an `<rtc-call>`. */
export function overCall(): void {
  const call = document.querySelector('rtc-call');
  if (!call) throw new Error('No call in this page');
  const way = (topic: string, isReliable: boolean): Way => {
    const made: Way = { say: (data) => void call.send(topic, data, { reliable: isReliable }), heard: () => undefined };
    call.addEventListener('rtc-data-received', (event) => event.topic === topic && made.heard(event.data));
    return made;
  };
  reliable = way('reliable', true);
  lossy = way('lossy', false);
}

/** The same, in its chat. Resolves when the other one has one, too. */
export async function overChat(): Promise<void> {
  const call = document.querySelector('rtc-call');
  if (!call) throw new Error('No call in this page');
  await call.setPanel('chat');
  const open = () => call.shadowRoot?.querySelector<HTMLElementTagNameMap['rtc-chat']>('rtc-chat:defined');
  const chat = await new Promise<HTMLElementTagNameMap['rtc-chat']>((resolve) => {
    const look = () => {
      const found = open();
      if (found) resolve(found);
      else requestAnimationFrame(look);
    };
    look();
  });
  overCall();
  reliable = { say: (data) => void chat.send(JSON.stringify(data)), heard: () => undefined };
  call.addEventListener('rtc-message-received', ({ message }) => reliable.heard(JSON.parse(message.text)));
}

/** In a page with a bare connection: two channels, agreed upon beforehand. */
export function overConnection(connection: RTCPeerConnection): void {
  const way = (id: number, options: RTCDataChannelInit): Way => {
    const channel = connection.createDataChannel(String(id), { negotiated: true, id, ...options });
    const made: Way = { say: (data) => channel.readyState === 'open' && channel.send(JSON.stringify(data)), heard: () => undefined };
    channel.onmessage = ({ data }) => made.heard(JSON.parse(data as string));
    return made;
  };
  reliable = way(1, { ordered: true });
  lossy = way(2, { ordered: false, maxRetransmits: 0 });
}

/** From here on this page answers whatever it hears. */
export function echo(): void {
  for (const way of [reliable, lossy]) way.heard = (data) => way.say(data);
}

/** Milliseconds of so many round trips, one after the other, each of a text of so many characters. */
export async function roundTrips(count: number, characters: number): Promise<number[]> {
  const text = 'x'.repeat(characters);
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const begun = performance.now();
    await new Promise<void>((resolve) => {
      reliable.heard = () => resolve();
      reliable.say({ index, text });
    });
    times.push(performance.now() - begun);
  }
  return times;
}

export interface Stream {
  readonly sent: number;
  /** Milliseconds there and back, of those that came. */
  readonly times: readonly number[];
}

/** States that may get lost, sixty in a second, for so many milliseconds. */
export async function states(duration: number): Promise<Stream> {
  const begun = new Map<number, number>();
  const times: number[] = [];
  lossy.heard = (data) => {
    const at = begun.get((data as { number: number }).number);
    if (at !== undefined) times.push(performance.now() - at);
  };
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (begun.size >= (duration * 60) / 1000) {
        clearInterval(timer);
        setTimeout(resolve, 1000);
        return;
      }
      begun.set(begun.size, performance.now());
      lossy.say({ number: begun.size - 1, x: 0.123456, y: 0.654321, vx: 1.5, vy: -0.25 });
    }, 1000 / 60);
  });
  return { sent: begun.size, times };
}

// So many people in one page, each linked with each: by hand, and with the library.
const wanted: MediaStreamConstraints = { audio: true, video: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15 } } };

const remote = ':not(:state(local))';
/** Milliseconds. */
const standingBy = 2000;

const connections: RTCPeerConnection[] = [];
const streams: MediaStream[] = [];

/** Links everybody by hand, without a server; resolves with the milliseconds until all are seen by all. */
export async function raw(count: number): Promise<number> {
  const people = await Promise.all(Array.from({ length: count }, async () => ({ box: newBox(), stream: await navigator.mediaDevices.getUserMedia(wanted) })));
  streams.push(...people.map(({ stream }) => stream));
  const begun = performance.now();
  await Promise.all(people.flatMap((a, index) => people.slice(index + 1).map((b) => link(a, b))));
  await allSeen(count);
  return performance.now() - begun;
}

/** The same with the library, by the server: everybody looks at oneself before joining, as those by hand have their cameras at hand. */
export async function ours(count: number, room: string): Promise<number> {
  const calls = Array.from({ length: count }, () => {
    const call = document.createElement('rtc-call');
    for (const [name, value] of Object.entries({ room, resolution: '360p', 'frame-rate': '15' })) call.setAttribute(name, value);
    newBox().append(call);
    return call;
  });
  await customElements.whenDefined('rtc-call');
  while (videos(document.body, '').filter(isSeen).length < count) await new Promise(requestAnimationFrame);
  // Links that stand by tell nobody.
  await new Promise((resolve) => setTimeout(resolve, standingBy));
  const begun = performance.now();
  await Promise.all(calls.map((call) => call.join()));
  await allSeen(count);
  return performance.now() - begun;
}

/** Pictures that were shown so far, of everybody to everybody. */
export function frames(): number {
  return videos(document.body, remote).reduce((sum, video) => sum + video.getVideoPlaybackQuality().totalVideoFrames, 0);
}

/** Everything ends. */
export async function end(): Promise<void> {
  for (const connection of connections.splice(0)) connection.close();
  for (const stream of streams.splice(0)) for (const track of stream.getTracks()) track.stop();
  await Promise.all([...document.querySelectorAll('rtc-call')].map((call) => call.leave()));
  document.body.replaceChildren();
}

interface Person {
  readonly box: HTMLElement;
  readonly stream: MediaStream;
}

async function link(a: Person, b: Person): Promise<void> {
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
  connections.push(here, there);
  here.onicecandidate = ({ candidate }) => void there.addIceCandidate(candidate ?? undefined);
  there.onicecandidate = ({ candidate }) => void here.addIceCandidate(candidate ?? undefined);
  for (const [connection, sender, receiver] of [[here, a, b], [there, b, a]] as const) {
    for (const track of sender.stream.getTracks()) connection.addTrack(track, sender.stream);
    connection.ontrack = ({ track, streams: [stream] }) => stream && show(receiver.box, track.kind, stream);
  }
  await here.setLocalDescription();
  await there.setRemoteDescription(here.localDescription as RTCSessionDescription);
  await there.setLocalDescription();
  await here.setRemoteDescription(there.localDescription as RTCSessionDescription);
}

function show(box: HTMLElement, kind: string, stream: MediaStream): void {
  const element = document.createElement(kind === 'video' ? 'video' : 'audio');
  element.srcObject = stream;
  element.autoplay = true;
  if (element instanceof HTMLVideoElement) {
    element.muted = true;
    element.dataset['remote'] = '';
    element.style.cssText = 'inline-size: 236px; block-size: 132px; object-fit: cover';
  }
  box.append(element);
}

/** As large as a call in a page of four of them. */
function newBox(): HTMLElement {
  const box = document.createElement('div');
  box.style.cssText = 'display: inline-grid; grid-template-columns: 1fr 1fr; inline-size: 480px; block-size: 400px; overflow: hidden';
  document.body.append(box);
  return box;
}

async function allSeen(count: number): Promise<void> {
  const areSeen = () => videos(document.body, remote).filter(isSeen).length === count * (count - 1);
  while (!areSeen()) await new Promise(requestAnimationFrame);
}

/** `of`: a selector of tiles; of videos by hand all are of others. */
function videos(root: Element | ShadowRoot, of: string): HTMLVideoElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
    if (element instanceof HTMLVideoElement) return element.dataset['remote'] === '' ? [element] : [];
    if (!element.shadowRoot) return [];
    if (element.localName !== 'rtc-video-tile') return videos(element.shadowRoot, of);
    return !of || element.matches(of) ? [...element.shadowRoot.querySelectorAll('video')] : [];
  });
}

function isSeen(video: HTMLVideoElement): boolean {
  return video.getVideoPlaybackQuality().totalVideoFrames > 0;
}

import { StreamMedia } from '../../src/core/stream-media.ts';

describe('media of one source in an element of the page', () => {
  const timers: ReturnType<typeof setInterval>[] = [];

  afterEach(() => timers.splice(0).forEach(clearInterval));

  /** A picture that changes all the time. */
  function picture(): MediaStreamTrack {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 36 });
    const context = canvas.getContext('2d')!;
    let hue = 0;
    timers.push(
      setInterval(() => {
        context.fillStyle = `hsl(${hue++ % 360} 80% 50%)`;
        context.fillRect(0, 0, 64, 36);
      }, 50),
    );
    return canvas.captureStream(20).getVideoTracks()[0]!;
  }

  /** The track of a connection over which nothing comes, and what closes it. */
  async function silent(): Promise<[MediaStreamTrack, () => void]> {
    const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
    there.addTransceiver('video');
    const track = new Promise<MediaStreamTrack>((resolve) => here.addEventListener('track', (event) => resolve(event.track)));
    await there.setLocalDescription();
    await here.setRemoteDescription(there.localDescription!);
    const close = () => {
      here.close();
      there.close();
    };
    return [await track, close];
  }

  it('goes on with the next track, though the two before it ended, one without a picture', async () => {
    const [first, last] = [picture(), picture()];
    const [second, close] = await silent();
    const media = new StreamMedia('camera', first);
    const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true });
    document.body.append(video);
    const detach = media.attach(video);
    const frame = () => new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    // Firefox tells the element, which then is paused; Chromium does not.
    const told = async () => {
      for (let count = 0; count < 10; count++) await new Promise(requestAnimationFrame);
    };
    await frame();
    first.stop();
    await told();
    media.setTrack(second);
    await told();
    close();
    await told();
    media.setTrack(last);
    // What was drawn of the first may still come.
    for (let count = 0; count < 5; count++) await frame();
    detach();
    last.stop();
    video.remove();
  });
});

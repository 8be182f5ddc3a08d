import { household } from './support/household.ts';
import type { Caller } from './support/caller.ts';

describe('what two different browsers send each other', () => {
  const house = household();

  it('is in the codec that each prefers, and follows codecs, resolution and max-bitrate in the call', async () => {
    const ada = await house.caller('Ada', 'chromium', { codecs: 'vp9 vp8' });
    await ada.isWith();
    const bob = await house.caller('Bob', 'firefox', { codecs: 'vp8 vp9' });
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await Promise.all([sends(ada, 'video/VP9'), sends(bob, 'video/VP8')]);
    await Promise.all([ada.page, bob.page].map((page) => page.evaluate(setOnCall, { codecs: 'av1', resolution: '360p', 'max-bitrate': '300' })));
    await Promise.all([sends(ada, 'video/AV1'), sends(bob, 'video/AV1')]);
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
  });
});

function setOnCall(attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) document.querySelector('rtc-call')?.setAttribute(name, value);
}

/** Resolves when pictures in this codec are sent. */
async function sends({ page }: Caller, codec: string): Promise<void> {
  await page.waitForFunction(isSending, { timeout: 20_000 }, codec);
}

async function isSending(codec: string): Promise<boolean> {
  const links = await document.querySelector('rtc-call')?.stats();
  for (const { report } of links?.values() ?? []) {
    const all = [...(report?.values() ?? [])] as (RTCOutboundRtpStreamStats & { mimeType?: string })[];
    const video = all.find(({ type, kind, framesEncoded = 0 }) => type === 'outbound-rtp' && kind === 'video' && framesEncoded > 0);
    if (all.find(({ id }) => id === video?.codecId)?.mimeType === codec) return true;
  }
  return false;
}

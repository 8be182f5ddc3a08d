import { expect } from 'chai';
import type { Caller } from './support/caller.ts';
import { household } from './support/household.ts';

describe('music', () => {
  const house = household();

  it('goes from either browser to the other, in a call that goes on', async () => {
    const [ada, bob] = await house.pair('chromium', 'firefox');
    await Promise.all([ada.hears(1), bob.hears(1)]);
    const speech = await rate(bob);

    await Promise.all([ada.change({ music: '' }), bob.change({ music: '' })]);
    await sends(ada, /maxaveragebitrate=128000/.source);
    const music = await rate(bob);
    expect(music / speech, `${music} to ${speech} kbit/s`).to.be.above(1.4);
    await Promise.all([ada.hears(1), bob.hears(1)]);

    await Promise.all([ada, bob].map((one) => one.page.evaluate(() => witness.callIn('').setProcessing({ music: false }))));
    await sends(ada, /^(?!.*maxaveragebitrate)/.source);
    await Promise.all([ada.hears(1), bob.hears(1), ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
    expect([ada.errors, bob.errors]).to.deep.equal([[], []]);
  });
});

/** Resolves when what is sent is Opus of which is said so. */
async function sends({ page }: Caller, words: string): Promise<void> {
  await page.waitForFunction(isSending, { timeout: 20_000 }, words);
}

async function isSending(words: string): Promise<boolean> {
  const [link] = (await document.querySelector('rtc-call')?.stats())?.values() ?? [];
  const all = [...(link?.report?.values() ?? [])] as { type: string; kind?: string; id: string; codecId?: string; mimeType?: string; sdpFmtpLine?: string }[];
  const sound = all.find(({ type, kind }) => type === 'outbound-rtp' && kind === 'audio');
  const codec = all.find(({ id }) => id === sound?.codecId);
  return codec?.mimeType === 'audio/opus' && new RegExp(words).test(codec.sdpFmtpLine ?? '');
}

/** What is sent of sound, in kilobits per second, over two seconds. */
async function rate({ page }: Caller): Promise<number> {
  const first = await page.evaluate(soundSent);
  const last = await page.waitForFunction(sentLater, { timeout: 20_000 }, first.at + 2000);
  const { at, bytes } = (await last.jsonValue()) as SentSound;
  return ((bytes - first.bytes) * 8) / (at - first.at);
}

interface SentSound {
  /** In milliseconds. */
  readonly at: number;
  readonly bytes: number;
}

async function soundSent(): Promise<SentSound> {
  const [link] = (await document.querySelector('rtc-call')?.stats())?.values() ?? [];
  const sent = ([...(link?.report?.values() ?? [])] as RTCOutboundRtpStreamStats[]).filter(({ type, kind }) => type === 'outbound-rtp' && kind === 'audio');
  return { at: sent[0]?.timestamp ?? 0, bytes: sent.reduce((sum, { bytesSent = 0 }) => sum + bytesSent, 0) };
}

async function sentLater(when: number): Promise<SentSound | false> {
  const [link] = (await document.querySelector('rtc-call')?.stats())?.values() ?? [];
  const sent = ([...(link?.report?.values() ?? [])] as RTCOutboundRtpStreamStats[]).filter(({ type, kind }) => type === 'outbound-rtp' && kind === 'audio');
  const at = sent[0]?.timestamp ?? 0;
  return at > when && { at, bytes: sent.reduce((sum, { bytesSent = 0 }) => sum + bytesSent, 0) };
}

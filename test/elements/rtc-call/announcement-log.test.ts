import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { RtcErrorEvent } from '../../../src/core/error-event.ts';
import { RtcError } from '../../../src/core/errors.ts';
import { transport } from '../../../src/transports/memory/memory-transport.ts';
import type { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { LiveRegions } from '../../support/live-regions.ts';
import { adopt, everyCallIsAccessible, newRoom, type PageCall, pageCall } from '../../support/page-calls.ts';
import { ScreenPicker } from '../../support/screen-picker.ts';
import { focusedIn } from '../../support/shadow.ts';

const network = transport as MemoryNetwork;

describe('<rtc-call> tells screen readers', () => {
  let picker: ScreenPicker;
  let regions: LiveRegions;

  beforeEach(() => {
    picker = new ScreenPicker();
  });

  afterEach(async () => {
    regions.restore();
    picker.restore();
    await everyCallIsAccessible();
  });

  it('what happens in a meeting, each once, as in announcements.txt', async () => {
    const room = newRoom();
    const { ada, said } = await listening(room);
    const did = (what: string) => regions.lines.push(`— ${what}`);
    const says = (words: string) => ada.until(words, () => said().some((line) => line.includes(words)));

    did('Ada joins');
    await ada.element.join();
    await says('Nobody else is here yet.');
    did('Grace comes');
    const grace = await guest(room, 'Grace');
    await says('Grace joined.');
    did('Linus and Mary come');
    const [linus, mary] = await Promise.all([guest(room, 'Linus', false), guest(room, 'Mary', false)]);
    await linus.element.join();
    await mary.element.join();
    await says('Linus and Mary joined.');
    did('Grace raises a hand, lowers it, and shows an emoji');
    await grace.element.setHand(true);
    await says('Grace raised a hand.');
    await grace.element.setHand(false);
    await grace.element.react('🎉');
    await says('Grace reacted with 🎉.');
    did('Ada opens the list of people, and closes it');
    await ada.element.setPanel('people');
    await ada.until('the panel', () => focusedIn(ada.element)?.ariaLabel === 'People');
    await ada.element.setPanel('');
    did('Ada shares a screen');
    (await ada.enabled('Share screen')).click();
    picker.choose();
    await says('You’re sharing your screen.');
    did('the window that Ada shares is minimised, and seen again');
    picker.becomeMuted(true);
    await says('Others see nothing new.');
    picker.becomeMuted(false);
    await ada.until('sharing again', () => said().filter((line) => line.includes('You’re sharing your screen.')).length === 2);
    did('Ada stops sharing');
    ada.button('Stop sharing').click();
    await ada.until('no line', () => !ada.part('sharing-notice'));
    did('something goes wrong');
    ada.element.dispatchEvent(new RtcErrorEvent(new RtcError('media-denied', 'Blocked')));
    await says('Your camera or microphone is blocked.');
    ada.button('Dismiss').click();
    await ada.until('no words', () => ada.notice === '');
    did('Linus and Mary leave');
    await Promise.all([linus.element.leave(), mary.element.leave()]);
    await ada.until('both gone', () => said().some((line) => /(Linus and Mary|Mary and Linus) left\./.test(line)));
    did('Grace is lost for a while');
    network.cut(ada.element.localId!, grace.element.localId!);
    await says('Reconnecting…');
    network.heal(ada.element.localId!, grace.element.localId!);
    await says('Connected again.');
    did('Ada leaves');
    await ada.element.leave();
    await ada.phase('ended');

    const golden = await (await fetch(new URL('announcements.txt', import.meta.url))).text();
    expect(`${regions.lines.join('\n')}\n`).to.equal(golden);
  });

  async function listening(room: string): Promise<{ ada: PageCall; said: () => string[] }> {
    const element = document.createElement('rtc-call');
    for (const [name, value] of Object.entries({ room, transport: 'memory', 'forget-devices': '', 'display-name': 'Ada', muted: '', 'camera-off': '' })) element.setAttribute(name, value);
    regions = new LiveRegions(element);
    const ada = await adopt(element);
    await ada.phase('prejoin');
    return { ada, said: () => regions.lines };
  }

  async function guest(room: string, name: string, joins = true): Promise<PageCall> {
    const call = await pageCall({ room, 'view-only': true, 'display-name': name });
    await call.phase('prejoin');
    if (joins) await call.element.join();
    return call;
  }
});

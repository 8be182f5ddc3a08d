import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { callParts, chatParts, filesParts, peopleParts, settingsParts, shortcutsParts } from '../../src/elements/rtc-call/call-parts.ts';
import { deviceParts, previewParts, stageParts, tileParts } from '../../src/ui/exported-parts.ts';
import { elementFiles } from '../../scripts/entries.mjs';
import { declaredIn } from '../support/manifest.ts';

interface Source {
  readonly tag: string;
  readonly text: string;
}

/** Without comments, all that an element is made of. */
const sources: readonly Source[] = Object.entries(elementFiles()).map(([tag, file]) => {
  const folder = dirname(file);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  return { tag, text: text.replaceAll(/\/\*\*[^]*?\*\//g, '') };
});

const all = declaredIn(readFileSync('custom-elements.json', 'utf8'));
const parts = (tag: string) => all.find((each) => each.tag === tag)?.parts ?? [];

/** Elements in the templates of another, with what stands in their tags; a sentence that names one does not close it. */
function shownIn({ text }: Source): readonly (readonly [tag: string, attributes: string])[] {
  const found = [...text.matchAll(/<(rtc-[a-z-]+)((?:\$\{[^}]*\}|[^>{])*)>/g)];
  return found.map(([, tag = '', attributes = '']) => [tag, attributes] as const).filter(([tag]) => text.includes(`</${tag}`));
}

/** Slots of a call that the elements around it fill: what these would show is never seen there. */
function filledBy({ text }: Source): readonly string[] {
  return [...text.matchAll(/slot="([a-z]+)"/g)].map(([, slot = '']) => slot);
}

/** What a part may be called outside: as inside, or after the thing it is a part of; of all that belongs to a support call, after that. */
function namesOf(part: string, tag: string, around: string): readonly string[] {
  const thing = tag.replace('rtc-', '').replace(/^video-|-(button|picker)$/g, '');
  const names = tag === 'rtc-call' ? [part] : [part, `${thing}-${part}`];
  return around === 'rtc-support' || around === 'rtc-desk' ? names.map((name) => `call-${name}`) : names;
}

/** Whether it can be seen in there. */
function isSeen(part: string, tag: string, around: Source): boolean {
  // What stands in the place of a slot hides its parts.
  if (tag === 'rtc-call') return !filledBy(around).some((slot) => part === slot || part.startsWith(`${slot}-`));
  // Before joining nobody has a name, a hand, or a connection.
  const isPreview = tag === 'rtc-video-tile' && around.tag !== 'rtc-stage';
  return !isPreview || previewParts.includes(part);
}

describe('the parts of elements inside elements', () => {
  for (const source of sources) {
    const shown = shownIn(source);
    if (shown.length === 0) continue;

    it(`all have a name outside of <${source.tag}>`, () => {
      const own = parts(source.tag);
      const lost = shown.flatMap(([tag]) => {
        const names = parts(tag).flatMap((part) => (isSeen(part, tag, source) ? [namesOf(part, tag, source.tag)] : []));
        return names.filter((possible) => !possible.some((name) => own.includes(name))).map((possible) => `${tag}: ${possible.join(' or ')}`);
      });
      expect(lost).to.deep.equal([]);
    });

    it(`are handed on by the tags in <${source.tag}>`, () => {
      const silent = shown.filter(([tag, attributes]) => parts(tag).length > 0 && !attributes.includes('exportparts='));
      expect(silent.map(([tag]) => tag)).to.deep.equal([]);
    });
  }

  for (const [tag, list] of [
    ['rtc-video-tile', tileParts],
    ['rtc-device-picker', deviceParts],
    ['rtc-stage', stageParts],
    ['rtc-chat', chatParts],
    ['rtc-files', filesParts],
    ['rtc-people', peopleParts],
    ['rtc-settings', settingsParts],
    ['rtc-shortcuts', shortcutsParts],
  ] as const) {
    it(`of <${tag}> are listed once, as its header says`, () => expect(list).to.have.members(parts(tag)));
  }

  it('of a call that has joined, or cannot, are those of its header', () => {
    expect(callParts).to.have.members(parts('rtc-call').filter((part) => !/^(prejoin|ended)/.test(part)));
  });
});

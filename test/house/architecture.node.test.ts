import { expect } from 'chai';
import { differences, type ImportKind, pictureOf } from '../../scripts/lint/picture.mjs';

const page = (...arrows: string[]) => `# How it is built

\`\`\`mermaid
flowchart TB
  %% a remark
  core["core<br>the call"]
  ui["ui, words.ts<br>what is shared"]
  subgraph features["features"]
    chat["features/chat"]
    files["features/files"]
  end
  ${arrows.join('\n  ')}
\`\`\`
`;

const found = (...imports: [from: string, to: string, kind: ImportKind][]) => imports.map(([from, to, kind]) => ({ from, to, kind }));

describe('the picture of the architecture', () => {
  it('is true when every import has its arrow, and every arrow its import', () => {
    const picture = pictureOf(page('features --> core & ui', 'chat ==> files', 'ui -.-> core'));
    const imports = found(
      ['features/chat/chat.ts', 'core/topic.ts', 'value'],
      ['features/files/rtc-files/rtc-files.ts', 'ui/icon.ts', 'value'],
      ['features/chat/chat.ts', 'features/files/files.ts', 'dynamic'],
      ['features/chat/chat.ts', 'features/files/file-events.ts', 'type'],
      ['features/chat/chat.ts', 'features/chat/chat-log.ts', 'value'],
      ['words.ts', 'core/call-state.ts', 'type'],
    );
    expect(differences(picture, imports)).to.deep.equal([]);
  });

  it('lacks an arrow', () => {
    expect(differences(pictureOf(page()), found(['core/topic.ts', 'ui/icon.ts', 'type']))).to.deep.equal(['There is no arrow from core to ui, though core/topic.ts imports ui/icon.ts.']);
  });

  it('lacks an arrow within a frame, whatever the frame has', () => {
    const picture = pictureOf(page('features --> features'));
    expect(differences(picture, found(['features/chat/a.ts', 'features/files/b.ts', 'value']))).to.include('There is no arrow from chat to files, though features/chat/a.ts imports features/files/b.ts.');
  });

  it('has an arrow too many', () => {
    expect(differences(pictureOf(page('core --> ui')), [])).to.deep.equal(['There is an arrow from core to ui, and no such import.']);
  });

  it('has the wrong arrow', () => {
    const picture = pictureOf(page('ui -.-> core', 'features ==> core'));
    const imports = found(['ui/icon.ts', 'core/topic.ts', 'dynamic'], ['features/chat/chat.ts', 'core/topic.ts', 'value'], ['features/files/a.ts', 'core/topic.ts', 'dynamic']);
    expect(differences(picture, imports)).to.deep.equal(['The arrow from ui to core is -.->, and should be ==>.', 'The arrow from features to core is ==>, and should be -->.']);
  });

  it('has no place for a file', () => {
    expect(differences(pictureOf(page()), found(['media/level.ts', 'core/abort.ts', 'value']))).to.deep.equal(['media/level.ts is in no box.']);
  });

  it('has a line that nobody understands, or is none', () => {
    expect(() => pictureOf(page('core ---> ui'))).to.throw('core ---> ui');
    expect(() => pictureOf('# How it is built')).to.throw('There is no picture');
  });
});

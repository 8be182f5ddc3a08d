import { expect } from 'chai';
import { SpeakerChoice } from '../../../src/media/voice/speaker-choice.ts';

describe('SpeakerChoice', () => {
  let choice: SpeakerChoice;
  let now: number;
  let present: Set<string>;

  beforeEach(() => {
    choice = new SpeakerChoice();
    now = 0;
    present = new Set(['ada', 'bob', 'cyd']);
  });

  /** These speak for so long. Returns who is the speaker then. */
  const speak = (milliseconds: number, ...speaking: string[]): string | undefined => {
    let speaker: string | undefined;
    for (const end = now + milliseconds; now < end; now += 50) speaker = choice.choose(new Set(speaking), present, now);
    return speaker;
  };

  it('is nobody until somebody speaks, and then that one at once', () => {
    expect(speak(1000)).to.equal(undefined);
    expect(speak(50, 'bob')).to.equal('bob');
  });

  it('stays who spoke last, in silence too', () => {
    speak(500, 'bob');
    expect(speak(60_000)).to.equal('bob');
  });

  it('stays when somebody else says a word, and changes when that goes on', () => {
    speak(500, 'bob');
    expect(speak(900, 'ada')).to.equal('bob');
    expect(speak(300)).to.equal('bob');
    expect(speak(900, 'ada')).to.equal('bob');
    expect(speak(600, 'ada')).to.equal('ada');
  });

  it('leaves the floor to who has it, unless an interruption lasts', () => {
    speak(500, 'bob');
    expect(speak(2500, 'bob', 'ada')).to.equal('bob');
    expect(speak(2000, 'bob', 'ada')).to.equal('ada');
    expect(speak(2500, 'bob', 'ada')).to.equal('ada');
  });

  it('is who has spoken longest of those who begin', () => {
    speak(500, 'bob');
    speak(600, 'cyd');
    expect(speak(900, 'ada', 'cyd')).to.equal('cyd');
  });

  it('is nobody when the speaker has left, and then whoever speaks', () => {
    speak(500, 'bob');
    present.delete('bob');
    expect(speak(100)).to.equal(undefined);
    expect(speak(50, 'ada')).to.equal('ada');
  });
});

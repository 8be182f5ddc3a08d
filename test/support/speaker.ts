import * as v from 'valibot';
import { jsonParser } from '../../src/core/parser.ts';
import { Conversation } from '../../src/features/support/conversation.ts';
import type { SecretLine } from '../../src/features/support/secret-line.ts';

interface Word {
  readonly number: number;
  readonly heard: number;
  readonly text: string;
}

const parse = jsonParser(v.strictObject({ number: v.number(), heard: v.number(), text: v.string() }));

/** One end of a conversation, and what it heard and sent. */
export class Speaker {
  readonly heard: string[] = [];
  readonly boxes: string[] = [];
  /** What becomes of a box on its way. */
  carry: (box: string) => void = () => undefined;
  /** Said as soon as anything is heard. */
  reply: string | undefined;
  readonly conversation: Conversation<Word, Word>;

  constructor(line: SecretLine, speaksFirst: boolean, signal: AbortSignal) {
    this.conversation = new Conversation<Word, Word>(
      {
        line,
        parse,
        first: { text: 'first' },
        last: { text: 'farewell' },
        speaksFirst,
        post: (make) =>
          void make().then((box) => {
            this.boxes.push(box);
            this.carry(box);
          }),
        heard: ({ text }) => {
          this.heard.push(text);
          if (this.reply) this.conversation.say({ text: this.reply });
          this.reply = undefined;
        },
      },
      signal,
    );
  }

  say(text: string): void {
    this.conversation.say({ text });
  }

  async take(...boxes: string[]): Promise<void> {
    for (const box of boxes) await this.conversation.receive(box);
  }
}

import { addEnglish, Localizer } from '../../ui/localizer.ts';
import { panelWords } from '../../ui/words/panels.ts';

const english = {
  chatUnread: (count: number) => `Chat, ${count} unread`,
};

addEnglish({ ...panelWords, ...english });

export type ChatButtonWords = typeof panelWords & typeof english;

/**
 * The words of the button of the chat.
 *
 * @internal
 */
export class ChatButtonLocalizer extends Localizer<ChatButtonWords> {}

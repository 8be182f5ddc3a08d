import { unsafeCSS } from 'lit';
import { tokenText } from './token-text.ts';

/** What a page can set, and what holds otherwise. */
export const tokens = unsafeCSS(tokenText);

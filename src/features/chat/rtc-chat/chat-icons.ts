// Lucide 1.62 (ISC): send-horizontal, smile, search, arrow-down, chevron-up, chevron-down, paperclip.
import { svg } from 'lit';
import { icon } from '../../../ui/icon.ts';

export const sendIcon = icon(svg`<path d="M3.714 3.048a.498.498 0 0 0-.683.627l2.843 7.627a2 2 0 0 1 0 1.396l-2.842 7.627a.498.498 0 0 0 .682.627l18-8.5a.5.5 0 0 0 0-.904zM6 12h16"/>`);
export const emojiIcon = icon(svg`<circle cx="12" cy="12" r="10"/><path d="M8 14s1.5 2 4 2 4-2 4-2M9 9h.01M15 9h.01"/>`);
export const searchIcon = icon(svg`<path d="m21 21-4.34-4.34"/><circle cx="11" cy="11" r="8"/>`);
export const downIcon = icon(svg`<path d="M12 5v14M19 12l-7 7-7-7"/>`);
export const previousIcon = icon(svg`<path d="m18 15-6-6-6 6"/>`);
export const nextIcon = icon(svg`<path d="m6 9 6 6 6-6"/>`);
export const attachIcon = icon(svg`<path d="m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551"/>`);

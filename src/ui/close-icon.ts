// Lucide 1.62 (ISC).
import { svg } from 'lit';
import { icon } from './icon.ts';

export const closeIcon = icon(svg`<path d="M18 6 6 18M6 6l12 12"/>`);

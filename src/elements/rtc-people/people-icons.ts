// Lucide 1.62 (ISC).
import { svg } from 'lit';
import { icon } from '../../ui/icon.ts';

export const aboutIcon = icon(svg`<circle cx="12" cy="12" r="1"/><circle cx="12" cy="5" r="1"/><circle cx="12" cy="19" r="1"/>`);

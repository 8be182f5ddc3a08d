// In the manner of Lucide (ISC), of which the first two are.
import { svg } from 'lit';
import type { Layout } from '../../core/call-view.ts';
import { icon, type Icon } from '../../ui/icon.ts';

export const layoutIcons: Readonly<Record<Layout, Icon>> = {
  auto: icon(svg`<rect width="7" height="9" x="3" y="3" rx="1"/><rect width="7" height="5" x="14" y="3" rx="1"/><rect width="7" height="9" x="14" y="12" rx="1"/><rect width="7" height="5" x="3" y="16" rx="1"/>`),
  grid: icon(svg`<rect width="7" height="7" x="3" y="3" rx="1"/><rect width="7" height="7" x="14" y="3" rx="1"/><rect width="7" height="7" x="14" y="14" rx="1"/><rect width="7" height="7" x="3" y="14" rx="1"/>`),
  speaker: icon(svg`<rect width="18" height="11" x="3" y="3" rx="1"/><path d="M3 18v3h4v-3zM10 18v3h4v-3zM17 18v3h4v-3z"/>`),
  strip: icon(svg`<path d="M2 9v6h5v-6zM9.5 9v6h5v-6zM17 9v6h5v-6z"/>`),
};

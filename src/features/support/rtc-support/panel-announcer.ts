import { html, type TemplateResult } from 'lit';
import { absence, isLooking, isUnattended, placeIn, type PanelView } from './panel-steps.ts';

/** Tells screen readers how it goes on with a visitor. What happens in the call, the call says. */
export class PanelAnnouncer {
  /** Where it was said that the call is over: it goes on in a panel that is closed, and nothing in there is heard. */
  #ending: 'inside' | 'outside' | undefined;

  /** In the panel: how it goes on, and what is to be known meanwhile. They are always there, or screen readers would not hear them change. */
  inside(view: PanelView): TemplateResult {
    return html`<p class="hidden" role="status">${this.#ending === 'outside' ? '' : happening(view)}</p>
      <p class="hidden" role="status">${meanwhile(view)}</p>`;
  }

  /** Beside the panel. */
  outside(view: PanelView): TemplateResult {
    return html`<p class="hidden" role="status">${this.#ending === 'outside' ? happening(view) : ''}</p>`;
  }

  /** Before they are drawn. */
  follow({ flow }: PanelView, isOpen: boolean): void {
    if (flow.step !== 'rating') this.#ending = undefined;
    else this.#ending ??= isOpen ? 'inside' : 'outside';
  }
}

function happening(view: PanelView): string {
  const { flow, host, message, words } = view;
  switch (flow.step) {
    case 'ringing':
      return flow.visit.phase === 'called' ? '' : placeIn(view) || words.term('ringing', host.desk ?? '');
    case 'rating':
      return words.term(flow.last?.reason === 'lost' ? 'callLost' : 'callEnded');
    case 'greeting':
    case 'offline':
      return isUnattended(host.status) && !isLooking(view) ? words.term(absence(view)) : '';
    case 'thanks':
      return words.term('ratingSent');
    case 'sent':
      return words.term(message.isKept ? 'messageKept' : 'messageSent');
    default:
      return '';
  }
}

function meanwhile(view: PanelView): string {
  const { flow, host, words } = view;
  const isRinging = flow.step === 'ringing' && flow.visit.phase !== 'called';
  const isWritten = isRinging || ((flow.step === 'greeting' || flow.step === 'offline') && isUnattended(host.status) && !isLooking(view));
  if (isWritten && !flow.isConnected) return words.term('server-unreachable');
  return isRinging && host.status === 'busy' ? words.term('everybodyBusy') : '';
}

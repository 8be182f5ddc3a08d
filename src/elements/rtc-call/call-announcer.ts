import type { ReactiveControllerHost } from 'lit';
import type { CallState, Participant } from '../../core/call-state.ts';
import { Announcer } from '../../ui/announcer.ts';
import type { Localize } from '../../ui/localize.ts';

type News = 'came' | 'went' | 'shares' | 'raises' | 'reacts';

const events = ['rtc-participant-joined', 'rtc-participant-left', 'rtc-participant-changed'] as const;
type PeopleEvent = HTMLElementEventMap[(typeof events)[number]];

/** More than these are counted, not named. */
const mostNames = 3;

/** Tells screen readers who comes and goes, who shares a screen, and who wants to speak. */
export class CallAnnouncer extends Announcer {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #news: { readonly kind: News; readonly participant: Participant }[] = [];
  #words: Localize | undefined;
  #isBack = false;
  #isStale = false;
  /** What others see of a window that one shares, if that is news. */
  #picture: 'sharing' | 'sharingNothing' | false = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    super(host, 'log');
    this.#host = host;
  }

  /** Follows the events of the call on the host until `signal` aborts. */
  open(words: Localize, signal: AbortSignal): void {
    this.#words = words;
    // What was not told in a call before is not told in this one.
    this.tellUntil(signal);
    this.#isBack = this.#picture = false;
    this.#news.length = 0;
    for (const type of events) this.#host.addEventListener(type, (event) => this.#gather(event), { signal });
  }

  /** A window that is shared was minimised, or is to be seen again. */
  follow({ screen, screenIsStale }: CallState): void {
    if (screenIsStale === this.#isStale) return;
    this.#isStale = screenIsStale;
    this.#picture = screen === 'on' && (screenIsStale ? 'sharingNothing' : 'sharing');
    this.tellSoon();
  }

  /** The line that said what was away is gone; nobody hears that. */
  back(): void {
    this.#isBack = true;
    this.tellSoon();
  }

  #gather(event: PeopleEvent): void {
    const kind = event.target === this.#host && newsIn(event);
    if (!kind) return;
    this.#news.push({ kind, participant: event.participant });
    this.tellSoon();
  }

  protected override news(): readonly string[] {
    const words = this.#words;
    if (!words) return [];
    const news = this.#news.splice(0);
    const those = (kind: News) => news.filter((one) => one.kind === kind).map(({ participant }) => participant);
    const nameOf = ({ name }: Participant) => name || words.term('guest');
    const together = (term: 'joinedCall' | 'leftCall', people: readonly Participant[]) => {
      if (people.length === 0) return [];
      const names = people.map(nameOf);
      return words.term(term, names.length > mostNames ? words.term('people', names.length) : new Intl.ListFormat(words.lang()).format(names));
    };
    const sentences = [
      this.#isBack ? words.term('backAgain') : [],
      together('joinedCall', those('came')),
      together('leftCall', those('went')),
      those('shares').map((each) => (each.isLocal ? words.term('sharing') : words.term('sharesScreen', nameOf(each)))),
      this.#picture ? words.term(this.#picture) : [],
      those('raises').map((each) => words.term('raisesHand', nameOf(each))),
      those('reacts').map((each) => words.term('reacts', nameOf(each), each.reaction)),
    ].flat();
    this.#isBack = this.#picture = false;
    return [sentences.join(' ')];
  }
}

/** One's own hand and emoji are known to oneself. */
function newsIn(event: PeopleEvent): News | undefined {
  if (!('changes' in event)) return event.type === 'rtc-participant-joined' ? 'came' : 'went';
  if (event.changes.screen === 'on') return 'shares';
  if (event.participant.isLocal) return undefined;
  return event.changes.hand ? 'raises' : event.changes.reaction ? 'reacts' : undefined;
}

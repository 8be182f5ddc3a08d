import { sealings } from './sealings.ts';
import { adopt, newRoom, type PageCall, pageCall } from './page-calls.ts';
import { restoreDevices } from './recorded-tracks.ts';

export type CallAttributes = Record<string, string | boolean>;

const address = location.href;

/** What pages have left for the next one, by name. */
export const stored = () => Object.entries<string>(sessionStorage).filter(([name]) => name.startsWith('rtc-elements:'));

/** The page goes away with all of its calls. */
export function leavePage(): void {
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
}

/** The page comes back as it was. */
export function comeBack(): void {
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
}

/** Pages that one goes to one after the other, for the tests of a `describe`: to be called where that begins. */
export function persistingPages() {
  let sealed: ReturnType<typeof sealings>;
  let settings: CallAttributes;

  beforeEach(() => {
    sealed = sealings();
    settings = { room: newRoom(), persist: true, 'view-only': true, 'display-name': 'Ada' };
  });

  afterEach(() => {
    sealed.restore();
    restoreDevices();
    sessionStorage.clear();
    history.replaceState(null, '', address);
  });

  return {
    /** Of the call on every page, unless a test says otherwise. */
    get settings(): CallAttributes {
      return settings;
    },

    get address(): string {
      return address;
    },

    /** Resolves when the next page could know of what is on this one. */
    sealed: () => sealed.done(),

    /** Resolves when it could know of what is done from now on. */
    sealedAnew: () => sealed.more(),

    /** A call that one has joined, and of which the next page could know. */
    async joined(attributes: CallAttributes = settings): Promise<PageCall> {
      const more = sealed.more();
      const call = await pageCall({ ...attributes, autojoin: true });
      await call.phase('live');
      await more;
      return call;
    },

    /** The page with that call goes, and another comes with such a call, which does not join by itself. */
    async nextPage({ element }: PageCall, attributes: CallAttributes = settings): Promise<PageCall> {
      leavePage();
      element.remove();
      return pageCall({ ...attributes, autojoin: false });
    },

    /** A page with such a call, which is left again on the way in. */
    async passedThrough(attributes: CallAttributes = settings, onTheWay: () => void = () => undefined): Promise<PageCall> {
      const element = document.createElement('rtc-call');
      const given = Object.entries<string | boolean>({ transport: 'memory', ...attributes });
      for (const [name, value] of given) if (value !== false) element.setAttribute(name, value === true ? '' : value);
      const left = new Promise<void>((resolve) => {
        const leave = () => {
          if (element.phase !== 'joining') return;
          element.removeEventListener('rtc-phase-changed', leave);
          onTheWay();
          leavePage();
          resolve();
        };
        element.addEventListener('rtc-phase-changed', leave);
      });
      const call = await adopt(element);
      await left;
      return call;
    },
  };
}

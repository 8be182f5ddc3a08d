import { addEnglish, Localizer } from '../../../ui/localizer.ts';
import type { SharedWords } from '../words.ts';
import '../words.ts';

const number = (count: number) => count.toLocaleString('en');

const en = {
  supportDesk: 'Support desk',
  openKeyFile: 'Open key file',
  orDropIt: 'Or drop it here. The key stays in this browser.',
  goOnline: 'Go online',
  signingIn: 'Signing in…',
  signOut: 'Sign out',
  nameFirst: 'Type your name, so that visitors know who answers.',

  'no-key-file': 'This is not a key file. Open the one you were given for this desk.',
  'other-desk': 'This file is for another desk. Open the one you were given for this desk.',
  expired: 'This certificate has expired. Ask whoever runs this desk for a new one.',
  damaged: 'This file is damaged. Ask for it again.',
  deskFull: 'All places at this desk are taken. You are online as soon as somebody signs out.',
  deskUnreachable: 'Can’t reach the server, so nobody can reach you. Trying again…',
  deskConnectionLost: 'The connection to the visitor was lost.',
  deskFailed: 'That didn’t work. Try again.',

  availability: 'Take calls',
  online: 'Online',
  away: 'Away',
  inCall: 'In a call',
  notOnline: 'Not online',
  muteRing: 'Mute the ring',
  notifyMe: 'Notify me',

  waitingHeading: (count: number) => `Waiting: ${number(count)}`,
  nobodyWaits: 'Nobody is waiting',
  youAreOnline: 'You are online. Whoever asks for help appears here.',
  youAreAway: 'You are away, so nobody is told to ring here.',
  somebodyWaits: (count: number) => `${number(count)} waiting`,
  answerToTalk: 'Answer to start the call.',
  answerNext: 'Answer next',
  answer: 'Answer',
  answerWhom: (who: string) => `Answer ${who}`,
  search: 'Search name, topic or page',
  noneFound: 'Nobody who waits fits.',
  andMore: (count: number) => `and ${number(count)} more`,
  visitor: 'Visitor',
  justNow: 'Just now',
  video: 'Video',
  audio: 'Audio',
  chat: 'Chat',

  call: 'Call',
  connectingTo: (who: string) => `Connecting to ${who}…`,
  cancel: 'Cancel',
  visitorNotCome: 'The visitor didn’t come.',

  details: 'Details',
  topic: 'Topic',
  page: 'Page',
  pageTitle: 'Page title',
  context: 'From the page',
  nothingChosen: 'Details of a visitor appear here.',

  recent: 'Recent',
  youFor: (time: string) => `You, ${time}`,
  youBriefly: 'You',
  takenBy: (who: string) => `Answered by ${who}`,
  takenByAnother: 'Answered by another agent',
  leftQueue: 'Left',
  starsOf: (stars: number) => `${stars} of 5 stars`,

  isWaiting: (who: string) => `${who} is waiting`,
  isWaitingFor: (who: string, topic: string) => `${who} is waiting: ${topic}`,
  areWaiting: (who: string) => `${who} are waiting`,
  severalWait: (count: number) => `${number(count)} visitors are waiting`,
  saidOf: (who: string, what: string) => `${who}: ${what}`,
};

addEnglish(en);

export type DeskWords = SharedWords & typeof en;

/**
 * The words of a desk.
 *
 * @internal
 */
export class DeskLocalizer extends Localizer<DeskWords> {
  /** What a visitor is called. */
  nameOf({ request }: { readonly request: { readonly name: string } }): string {
    return request.name.trim() || this.term('visitor');
  }

  /** About how long, in minutes, or in hours. */
  time(milliseconds: number): string {
    const minutes = Math.floor(milliseconds / 60_000);
    if (minutes < 1) return this.#unit(Math.max(1, Math.floor(milliseconds / 1000)), 'second');
    return minutes < 60 ? this.#unit(minutes, 'minute') : this.#unit(Math.floor(minutes / 60), 'hour');
  }

  #unit(value: number, unit: string): string {
    return new Intl.NumberFormat(this.lang(), { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  }
}

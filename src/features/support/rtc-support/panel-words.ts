import { addEnglish } from '../../../ui/localizer.ts';
import type { SharedWords } from '../words.ts';
import '../words.ts';
import type { LauncherWords } from './launcher-words.ts';

/** What the panel says. */
const en = {
  close: 'Close',
  howCanWeHelp: 'How can we help?',
  talkToPerson: 'Talk to a person',
  videoHint: 'Your browser will ask for camera and microphone. You can turn them off at any time.',
  audioHint: 'Your browser will ask for the microphone. You can turn it off at any time.',
  chatHint: 'You write to each other. Microphone and camera stay off.',
  looking: 'Checking who’s here…',
  beforeWeCall: 'Before the call',
  startCall: 'Call',
  back: 'Back',
  optional: (label: string) => `${label} (optional)`,
  fieldName: 'Your name',
  fieldEmail: 'Email',
  fieldTopic: 'Topic',
  fieldPhone: 'Phone',
  fieldMessage: 'Message',
  missing: 'Please fill this in.',
  invalid: 'Please enter a whole email address, such as name@example.org.',
  tooLong: 'This is too long.',
  ringing: (desk: string) => (desk ? `Calling ${desk}…` : 'Calling…'),
  nextInLine: 'You’re next.',
  placeInLine: (place: number) => `You’re number ${place} in line.`,
  everybodyBusy: 'Everybody is in a call. We’ll be with you as soon as one ends.',
  answeredBy: (agent: string) => (agent ? `${agent} is here. Connecting…` : 'Connecting…'),
  inCallWith: (agent: string) => (agent ? `In a call with ${agent}` : 'In a call'),
  cancel: 'Cancel',
  callEndedAfter: (time: string) => `The call has ended after ${time}`,
  callLost: 'The connection was lost',
  howWasIt: 'How was it?',
  stars: (count: number) => (count === 1 ? '1 star' : `${count} stars`),
  comment: 'Anything to add?',
  send: 'Send',
  skip: 'Skip',
  thankYou: 'Thank you',
  ratingSent: 'Your rating has been sent.',
  nobodyThere: 'Nobody is here right now',
  everybodyAway: 'Everybody is away right now',
  weAreClosed: 'We’re closed right now',
  opensAgain: (when: string) => `We’re here again ${when}.`,
  leaveMessage: 'Leave a message, and we’ll get back to you.',
  tryLater: 'Please try again later.',
  sendMessage: 'Send message',
  sending: 'Sending…',
  messageSent: 'Your message is on its way',
  messageSentHint: 'We’ll get back to you.',
  messageKept: 'Your message is saved',
  messageKeptHint: 'It can’t be delivered at the moment. It will be sent as soon as that works, also on your next visit.',
  messageRefused: 'Your message couldn’t be sent. Your text is still here. Try again, or try another way.',
};

addEnglish(en);

export type PanelWords = SharedWords & LauncherWords & typeof en;

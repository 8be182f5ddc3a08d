import { type Answers, later, not, ours, type ParityTable } from './answer.ts';

const attributes: Answers = {
  'apply-design-system': not('There is no design kept elsewhere to apply: colours and font are those of the page, and of its style sheet.'),
  'grid-layout': ours('[layout]'),
  'leave-on-unmount': { ours: ['rtc-left'], note: 'An element that is removed always leaves; one that is moved does not.' },
  'load-config-from-preset': not('There are no presets kept elsewhere.'),
  mode: not('The style sheet says how large the element is.'),
  'show-setup-screen': ours('[autojoin]'),
  size: not('The element looks at its own width.'),
};

const properties: Answers = {
  config: ours('[controls]', 'slot: stage', 'part: toolbar', '--rtc-accent'),
  iconPack: { ours: ['<rtc-mic-button>', '<rtc-leave-button>'], note: 'Each button has a slot `icon`.' },
  meeting: { ours: ['[room]', '[server]', 'participants', 'join()'], note: 'The element is the meeting.' },
  overrides: not('There are no experiments to switch on.'),
  t: later('translations'),
};

const events: Answers = {
  rtkStatesUpdate: ours('rtc-phase-changed', 'rtc-view-changed'),
};

export const realtimekit: ParityTable = { product: 'RealtimeKit', answers: { attributes, properties, events } };

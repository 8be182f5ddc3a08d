import { html, type nothing, type TemplateResult } from 'lit';
import { canShareScreen } from '../../media/display-capture.ts';
import { canFillScreen, canFloat } from '../../ui/display-abilities.ts';
import { controlParts, exported } from '../../ui/exported-parts.ts';
import '../rtc-camera-button/rtc-camera-button.ts';
import '../rtc-leave-button/rtc-leave-button.ts';
import '../rtc-mic-button/rtc-mic-button.ts';

const parts = exported(controlParts);
const countParts = (of: string) => `${parts}, count: ${of}-count`;

/** With words where there is room for them; in the order that they have where the page wants no other. */
const buttons: Readonly<Record<string, (words: string | typeof nothing) => TemplateResult>> = {
  microphone: (words) => html`<rtc-mic-button exportparts=${parts}>${words}</rtc-mic-button>`,
  camera: (words) => html`<rtc-camera-button exportparts=${parts}>${words}</rtc-camera-button>`,
  screen: (words) => html`<rtc-screen-button exportparts=${parts}>${words}</rtc-screen-button>`,
  hand: (words) => html`<rtc-hand-button exportparts=${parts}>${words}</rtc-hand-button>`,
  reaction: (words) => html`<rtc-reaction-button exportparts=${parts}>${words}</rtc-reaction-button>`,
  chat: (words) => html`<rtc-chat-button exportparts=${countParts('chat')}>${words}</rtc-chat-button>`,
  people: (words) => html`<rtc-people-button exportparts=${countParts('people')}>${words}</rtc-people-button>`,
  layout: (words) => html`<rtc-layout-button exportparts=${parts}>${words}</rtc-layout-button>`,
  pip: (words) => html`<rtc-pip-button exportparts=${parts}>${words}</rtc-pip-button>`,
  fullscreen: (words) => html`<rtc-fullscreen-button exportparts=${parts}>${words}</rtc-fullscreen-button>`,
  settings: (words) => html`<rtc-settings-button exportparts=${parts}>${words}</rtc-settings-button>`,
  leave: (words) => html`<rtc-leave-button exportparts=${parts}>${words}</rtc-leave-button>`,
};

/** What may be used in a call, not on the way into it: its code comes when it is shown. */
const later: Readonly<Record<string, () => Promise<unknown>>> = {
  screen: () => import('../rtc-screen-button/rtc-screen-button.ts'),
  hand: () => import('../rtc-hand-button/rtc-hand-button.ts'),
  reaction: () => import('../rtc-reaction-button/rtc-reaction-button.ts'),
  chat: () => import('../rtc-chat-button/rtc-chat-button.ts'),
  people: () => import('../rtc-people-button/rtc-people-button.ts'),
  layout: () => import('../rtc-layout-button/rtc-layout-button.ts'),
  pip: () => import('../rtc-pip-button/rtc-pip-button.ts'),
  fullscreen: () => import('../rtc-fullscreen-button/rtc-fullscreen-button.ts'),
  settings: () => import('../rtc-settings-button/rtc-settings-button.ts'),
};

/** What the words of a control are called. */
export const labels = {
  screen: 'shareScreen',
  hand: 'hand',
  reaction: 'react',
  chat: 'chat',
  people: 'peopleHere',
  layout: 'layout',
  pip: 'pictureInPicture',
  fullscreen: 'fullscreen',
  settings: 'settings',
} as const;

/** Controls of what some calls do not send. */
const sentNames: readonly string[] = ['microphone', 'camera', 'screen'];

const abilities: Readonly<Record<string, () => boolean>> = { screen: canShareScreen, pip: canFloat, fullscreen: canFillScreen };

/** The names of the controls that there are, without what this browser cannot do, or the call does not send; nothing `wanted`: all. */
export function possibleControls(wanted: readonly string[], sends: readonly string[]): readonly string[] {
  return (wanted.length > 0 ? wanted : Object.keys(buttons)).filter((name) => {
    return Object.hasOwn(buttons, name) && (abilities[name]?.() ?? true) && (sends.includes(name) || !sentNames.includes(name));
  });
}

export function control(name: string, words: string | typeof nothing): TemplateResult | undefined {
  return buttons[name]?.(words);
}

export function loadControls(names: readonly string[]): void {
  for (const name of names) void later[name]?.();
}

// The composition root: what can be loaded, by name. Nothing here is imported before it is asked for.
import type { Feature } from './core/feature.ts';
import type { Mailboxes } from './core/mailbox.ts';
import type { Transport } from './core/transport.ts';

export type Load<Module> = () => Promise<Module>;

/** Tag → the module that defines it. */
export const elements: Readonly<Record<string, Load<unknown>>> = {
  // elements
  'rtc-call': () => import('./elements/rtc-call/rtc-call.ts'),
  'rtc-camera-button': () => import('./elements/rtc-camera-button/rtc-camera-button.ts'),
  'rtc-chat': () => import('./features/chat/rtc-chat/rtc-chat.ts'),
  'rtc-chat-button': () => import('./elements/rtc-chat-button/rtc-chat-button.ts'),
  'rtc-desk': () => import('./features/support/rtc-desk/rtc-desk.ts'),
  'rtc-device-picker': () => import('./elements/rtc-device-picker/rtc-device-picker.ts'),
  'rtc-files': () => import('./features/files/rtc-files/rtc-files.ts'),
  'rtc-fullscreen-button': () => import('./elements/rtc-fullscreen-button/rtc-fullscreen-button.ts'),
  'rtc-hand-button': () => import('./elements/rtc-hand-button/rtc-hand-button.ts'),
  'rtc-layout-button': () => import('./elements/rtc-layout-button/rtc-layout-button.ts'),
  'rtc-leave-button': () => import('./elements/rtc-leave-button/rtc-leave-button.ts'),
  'rtc-mic-button': () => import('./elements/rtc-mic-button/rtc-mic-button.ts'),
  'rtc-people': () => import('./elements/rtc-people/rtc-people.ts'),
  'rtc-people-button': () => import('./elements/rtc-people-button/rtc-people-button.ts'),
  'rtc-pip-button': () => import('./elements/rtc-pip-button/rtc-pip-button.ts'),
  'rtc-prejoin': () => import('./elements/rtc-prejoin/rtc-prejoin.ts'),
  'rtc-reaction-button': () => import('./elements/rtc-reaction-button/rtc-reaction-button.ts'),
  'rtc-screen-button': () => import('./elements/rtc-screen-button/rtc-screen-button.ts'),
  'rtc-settings': () => import('./elements/rtc-settings/rtc-settings.ts'),
  'rtc-settings-button': () => import('./elements/rtc-settings-button/rtc-settings-button.ts'),
  'rtc-shortcuts': () => import('./elements/rtc-shortcuts/rtc-shortcuts.ts'),
  'rtc-stage': () => import('./elements/rtc-stage/rtc-stage.ts'),
  'rtc-support': () => import('./features/support/rtc-support/rtc-support.ts'),
  'rtc-toolbar': () => import('./elements/rtc-toolbar/rtc-toolbar.ts'),
  'rtc-video-tile': () => import('./elements/rtc-video-tile/rtc-video-tile.ts'),
  // end of elements
};

/** Loads what an element is made of. */
export function load(...tags: readonly string[]): void {
  for (const tag of tags) if (!customElements.get(tag)) void elements[tag]?.();
}

/** The line of messages of a feature → the feature. */
export const features: Readonly<Record<string, Load<Feature<unknown>>>> = {
  chat: async () => (await import('./features/chat/chat.ts')).chat,
  files: async () => (await import('./features/files/files.ts')).files,
};

/** What carries a call, and what letters go by before there is one. */
export interface Carrier {
  readonly transport: Transport;
  readonly mailboxes: Mailboxes;
}

/** What the attribute `transport` may say → the module that has it. */
export const transports: Readonly<Record<string, Load<Carrier>>> = {
  // transports
  auto: () => import('./transports/peerjs/peerjs-transport.ts'),
  memory: () => import('./transports/memory/memory-transport.ts'),
  peerjs: () => import('./transports/peerjs/peerjs-transport.ts'),
  // end of transports
};

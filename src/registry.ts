// The composition root: what can be loaded, by name. Nothing here is imported before it is asked for.
import type { Transport } from './core/transport.ts';

export type Load<Module> = () => Promise<Module>;

/** Tag → the module that defines it. */
export const elements: Readonly<Record<string, Load<unknown>>> = {
  // elements
  'rtc-call': () => import('./elements/rtc-call/rtc-call.ts'),
  'rtc-video-tile': () => import('./elements/rtc-video-tile/rtc-video-tile.ts'),
  // end of elements
};

/** What the attribute `transport` may say → the module that has it. */
export const transports: Readonly<Record<string, Load<{ readonly transport: Transport }>>> = {
  // transports
  auto: () => import('./transports/peerjs/peerjs-transport.ts'),
  memory: () => import('./transports/memory/memory-transport.ts'),
  peerjs: () => import('./transports/peerjs/peerjs-transport.ts'),
  // end of transports
};

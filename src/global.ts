// rtc-elements.global.js: everything in one classic script that asks for no other file.
import './global-copy.ts';
import { request, respond } from './features/data/data.ts';
import { RtcDesk } from './features/support/rtc-desk/rtc-desk.ts';
import { RtcSupport } from './features/support/rtc-support/rtc-support.ts';
import * as calls from './index.ts';
import { isUsed, watch } from './ui/copy.ts';

const library = { ...calls, RtcDesk, RtcSupport, request, respond };

/** Events are exported as types only. */
type Values = { [Name in keyof typeof library as Name extends `${string}Event` ? never : Name]: (typeof library)[Name] };

declare global {
  /** What `rtc-elements.global.js` leaves on a page, if it is the first copy there. */
  var rtcElements: Readonly<Values & { watch: typeof watch }> | undefined;
}

if (isUsed()) globalThis.rtcElements = { ...library, watch };

// Everything that is not optional, for bundlers.
export { CallController, type CallControllerOptions, type CallPart } from './controllers/call-controller.ts';
export type { CallPhase, CallState, Participant } from './core/call-state.ts';
export { RtcError, type RtcErrorCode } from './core/errors.ts';
export type * from './core/events.ts';
export { RtcCall } from './elements/rtc-call/rtc-call.ts';
export { RtcVideoTile } from './elements/rtc-video-tile/rtc-video-tile.ts';

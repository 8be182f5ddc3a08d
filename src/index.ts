// Everything that is not optional, for bundlers.
export { CallController, type CallControllerOptions, type CallPart } from './controllers/call-controller.ts';
export type { CallPhase, CallState, Participant } from './core/call-state.ts';
export { RtcError, type RtcErrorCode } from './core/errors.ts';
export type * from './core/events.ts';
export { RtcCall } from './elements/rtc-call/rtc-call.ts';
export { RtcCameraButton } from './elements/rtc-camera-button/rtc-camera-button.ts';
export { RtcDevicePicker } from './elements/rtc-device-picker/rtc-device-picker.ts';
export { RtcHandButton } from './elements/rtc-hand-button/rtc-hand-button.ts';
export { RtcLeaveButton } from './elements/rtc-leave-button/rtc-leave-button.ts';
export { RtcMicButton } from './elements/rtc-mic-button/rtc-mic-button.ts';
export { RtcPeopleButton } from './elements/rtc-people-button/rtc-people-button.ts';
export { RtcPrejoin } from './elements/rtc-prejoin/rtc-prejoin.ts';
export { RtcReactionButton } from './elements/rtc-reaction-button/rtc-reaction-button.ts';
export { RtcScreenButton } from './elements/rtc-screen-button/rtc-screen-button.ts';
export { RtcStage } from './elements/rtc-stage/rtc-stage.ts';
export { RtcToolbar } from './elements/rtc-toolbar/rtc-toolbar.ts';
export { RtcVideoTile } from './elements/rtc-video-tile/rtc-video-tile.ts';

// What elements select from a call's state with.
export { captureSources } from '../core/capture.ts';
export { isInCall, isWanted, mediaOf, participantOf, previewId } from '../core/call-state.ts';

// What elements select from a call's state with.
export { isInCall, isWanted, mediaOf, participantOf, previewId } from '../core/call-state.ts';

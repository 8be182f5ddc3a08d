/**
 * Chromium (seen in 156) never lets go of a connection that is closed after it began to gather candidates and
 * before it said so: that is milliseconds, and waited for.
 */
export function closeWell(connection: RTCPeerConnection): void {
  const isAboutToGather = connection.localDescription !== null && connection.iceGatheringState === 'new';
  if (isAboutToGather) connection.addEventListener('icegatheringstatechange', () => connection.close(), { once: true });
  else connection.close();
}

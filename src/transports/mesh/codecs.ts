/**
 * Orders what a transceiver offers or answers (W3C webrtc-pc §5.4.1, setCodecPreferences). Sound: RED (RFC 2198)
 * first, which carries each frame twice and hides one lost packet in ten almost entirely; where the other side has
 * none the answer drops it and plain Opus flows. Picture: the page's wishes first.
 */
export function preferCodecs(transceiver: RTCRtpTransceiver, kind: 'audio' | 'video', videoCodecs: readonly string[]): void {
  const wishes = kind === 'audio' ? ['red'] : videoCodecs.map((name) => name.toLowerCase());
  if (wishes.length === 0) return;
  const codecs = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
  const rank = ({ mimeType }: RTCRtpCodec) => {
    const index = wishes.indexOf(mimeType.split('/')[1]?.toLowerCase() ?? '');
    return index < 0 ? wishes.length : index;
  };
  // A stable sort: the browser's own order stays among the rest.
  const preferred = [...codecs].sort((a, b) => rank(a) - rank(b));
  if (preferred.length > 0) transceiver.setCodecPreferences(preferred);
}

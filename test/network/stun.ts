const bindingRequest = 0x0001;
const magicCookie = 0x2112a442;
const username = 0x0006;
const headerBytes = 20;

/**
 * The ICE user fragment of whoever sends a connectivity check; undefined for any other packet. RFC 8489 §5 and §14.3,
 * RFC 8445 §7.2.2: the receiver's fragment comes first, then the sender's.
 */
export function senderFragment(packet: Buffer): string | undefined {
  if (packet.length < headerBytes || packet.readUInt16BE(0) !== bindingRequest || packet.readUInt32BE(4) !== magicCookie) return undefined;
  for (let at = headerBytes; at + 4 <= packet.length; ) {
    const [type, length] = [packet.readUInt16BE(at), packet.readUInt16BE(at + 2)];
    if (type === username) return packet.toString('utf8', at + 4, at + 4 + length).split(':')[1];
    // Attributes begin at multiples of four.
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return undefined;
}

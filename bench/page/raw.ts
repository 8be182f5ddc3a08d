// The least that makes a call: one socket, one offer, one answer.
interface Message {
  readonly src: string;
  readonly type: 'OFFER' | 'ANSWER' | 'CANDIDATE';
  readonly payload: { readonly sdp?: RTCSessionDescriptionInit; readonly candidate?: RTCIceCandidateInit };
}

let socket: WebSocket;
let connection: RTCPeerConnection | undefined;
let hasMedia = true;
/** Candidates that overtook their description. */
const early: RTCIceCandidateInit[] = [];

/** From here on neither sound nor pictures are sent. */
export function withoutMedia(): void {
  hasMedia = false;
}

export async function open(server: string, id: string): Promise<void> {
  socket = new WebSocket(`${server.replace('http', 'ws')}/?id=${id}`);
  socket.onmessage = ({ data }) => void receive(JSON.parse(data as string) as Message);
  await new Promise((resolve) => (socket.onopen = resolve));
}

export async function call(to: string): Promise<void> {
  const caller = connect(to);
  await caller.setLocalDescription();
  say(to, 'OFFER', { sdp: caller.localDescription });
}

function connect(to: string): RTCPeerConnection {
  const made = new RTCPeerConnection();
  made.onicecandidate = ({ candidate }) => candidate && say(to, 'CANDIDATE', { candidate });
  made.ontrack = ({ track, streams: [stream] }) => {
    if (track.kind === 'video' && stream) instrument.show(stream);
  };
  for (const track of hasMedia ? instrument.camera().getTracks() : []) made.addTrack(track, instrument.camera());
  connection = made;
  return made;
}

async function receive({ src, type, payload }: Message): Promise<void> {
  if (type === 'CANDIDATE' && payload.candidate) {
    if (connection?.remoteDescription) await connection.addIceCandidate(payload.candidate);
    else early.push(payload.candidate);
  } else if (payload.sdp) {
    const receiver = type === 'OFFER' ? connect(src) : connection;
    await receiver?.setRemoteDescription(payload.sdp);
    for (const candidate of early.splice(0)) void receiver?.addIceCandidate(candidate);
    if (type !== 'OFFER') return;
    await receiver?.setLocalDescription();
    say(src, 'ANSWER', { sdp: receiver?.localDescription });
  }
}

function say(dst: string, type: Message['type'], payload: object): void {
  socket.send(JSON.stringify({ type, dst, payload }));
}

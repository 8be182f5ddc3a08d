import { applicationData, applicationTopic } from '../../../core/application-data.ts';
import { RtcError } from '../../../core/errors.ts';
import type {
  Attributes,
  ByteStream,
  Capabilities,
  EnterOptions,
  ParticipantId,
  Publication,
  PublishOptions,
  Room,
  RoomListener,
  RoomStats,
  SendOptions,
  ShownHeights,
  SoundWishes,
  Transport,
  VideoWishes,
} from '../../../core/transport.ts';
import { GuestList } from './guest-list.ts';

/** Enters a room as members do, and lets stock PeerJS clients call in. */
export async function enterWithGuests(members: Transport, options: EnterOptions, listener: RoomListener, signal: AbortSignal): Promise<Room> {
  const guests = new GuestList(options, listener, signal);
  const room = await members.enter(options, guests.members, signal);
  if (!options.standby && !signal.aborted) guests.open(room.self);
  return new RoomWithGuests(room, guests);
}

/** A room of members, with guests who speak no more than PeerJS: of what goes to everybody, they get the page's own messages, and one picture. */
class RoomWithGuests implements Room {
  readonly self: ParticipantId;
  readonly capabilities: Capabilities;
  readonly #room: Room;
  readonly #guests: GuestList;

  constructor(room: Room, guests: GuestList) {
    this.#room = room;
    this.#guests = guests;
    this.self = room.self;
    this.capabilities = room.capabilities;
  }

  async announce(): Promise<void> {
    await this.#room.announce();
    this.#guests.open(this.self);
  }

  async send(topic: string, bytes: Uint8Array, options: SendOptions = {}): Promise<void> {
    const { to } = options;
    const members = to?.filter((id) => !this.#guests.has(id));
    if (!members || members.length > 0 || to?.length === 0) await this.#room.send(topic, bytes, members ? { ...options, to: members } : options);
    const message = topic === applicationTopic ? applicationData.decode(bytes) : undefined;
    if (message) this.#guests.send(message, to?.filter((id) => this.#guests.has(id)));
  }

  async open(topic: string, to: ParticipantId): Promise<ByteStream> {
    if (this.#guests.has(to)) throw new RtcError('peer-unreachable', 'A stock PeerJS client takes no streams');
    return this.#room.open(topic, to);
  }

  async publish(track: MediaStreamTrack, options: PublishOptions): Promise<Publication> {
    return this.#guests.tracks.publish(track, options, await this.#room.publish(track, options));
  }

  setAttributes(patch: Attributes): Promise<void> {
    return this.#room.setAttributes(patch);
  }

  setVideo(wishes: VideoWishes): void {
    this.#room.setVideo(wishes);
    this.#guests.tracks.maxBitrate = wishes.maxBitrate;
  }

  setSound(wishes: SoundWishes): void {
    this.#room.setSound(wishes);
  }

  setShown(id: ParticipantId, heights: ShownHeights): void {
    if (!this.#guests.has(id)) this.#room.setShown(id, heights);
  }

  async stats(): Promise<RoomStats> {
    const [members, guests] = await Promise.all([this.#room.stats(), this.#guests.stats()]);
    return new Map([...members, ...guests]);
  }
}

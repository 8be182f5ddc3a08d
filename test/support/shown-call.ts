import { ContextProvider } from '@lit/context';
import { LitElement } from 'lit';
import { callContext } from '../../src/controllers/call-context.ts';
import type { CallSession } from '../../src/core/call-session.ts';
import type { CallView } from '../../src/core/call-view.ts';
import { type CallState, initialState, mediaKey, type Participant } from '../../src/core/call-state.ts';
import { newParticipant } from '../../src/core/roster.ts';
import { Store } from '../../src/core/store.ts';
import { emptyChat } from '../../src/features/chat/chat-state.ts';
import { files } from '../../src/features/files/files.ts';
import { noFiles } from '../../src/features/files/transfer-state.ts';
import type { Media, Source } from '../../src/core/transport.ts';

/** A call that is nothing but its state, for elements that show it; what they command is written down. */
export class ShownCall extends LitElement {
  readonly store = new Store<CallState>({ ...initialState, status: { phase: 'live' } });
  /** What its chat shows. */
  readonly chat = new Store(emptyChat);
  /** What its list of files shows. */
  readonly files = new Store(noFiles);
  readonly loudness = new Store({ own: 0 });
  /** Each as the method's name and what it was given. */
  readonly commands: (readonly unknown[])[] = [];
  /** What a command to set something rejects with, if anything. */
  refusal: Error | undefined;
  /** What other methods reject with, by name. */
  refusals: Readonly<Record<string, Error>> = {};
  /** What is set of its files. */
  readonly settings = { autoAccept: 0 };
  readonly #provider = new ContextProvider(this, { context: callContext });

  constructor() {
    super();
    this.provide();
  }

  /** Gives everybody inside a call, or another one. */
  provide(store = this.store): void {
    const command = (name: string) => (...given: readonly unknown[]) => {
      this.commands.push([name, ...given]);
      if (name === 'look') this.store.update({ view: { ...this.store.state.view, ...(given[0] as Partial<CallView>) } });
      const refusal = this.refusals[name] ?? (name.startsWith('set') ? this.refusal : undefined);
      return refusal ? Promise.reject(refusal) : Promise.resolve();
    };
    const display = { setFullscreen: command('setFullscreen'), setPictureInPicture: command('setPictureInPicture') };
    const commanding = { get: (own: object, name: string | symbol) => (Reflect.get(own, name) as unknown) ?? command(String(name)) };
    const chat = new Proxy({ store: this.chat }, commanding);
    const sent = new Proxy(Object.assign(this.settings, { store: this.files }), commanding);
    const session = new Proxy({ store, loudness: this.loudness, display, use: (feature: unknown) => (feature === files ? sent : chat) }, commanding);
    this.#provider.setValue(session as unknown as CallSession);
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  participant(id: string, change: Partial<Participant> = {}): void {
    const { participants } = this.store.state;
    const before = participants.find((participant) => participant.id === id) ?? newParticipant(id, 0, {});
    const others = participants.filter((participant) => participant.id !== id);
    this.store.update({ participants: [...others, { ...before, ...change }] });
  }

  media(id: string, source: Source, media: Media | undefined): void {
    const all = new Map(this.store.state.media);
    if (media) all.set(mediaKey(id, source), media);
    else all.delete(mediaKey(id, source));
    this.store.update({ media: all });
  }
}

customElements.define('shown-call', ShownCall);

/** Media that remembers who shows it, and which place tells how tall. */
export class ShownMedia implements Media {
  readonly source: Source;
  readonly stream = new MediaStream();
  readonly attached = new Map<HTMLMediaElement, object | undefined>();

  constructor(source: Source = 'camera') {
    this.source = source;
  }

  attach(element: HTMLMediaElement, place?: object): () => void {
    this.attached.set(element, place);
    return () => this.attached.delete(element);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shown-call': ShownCall;
  }
}

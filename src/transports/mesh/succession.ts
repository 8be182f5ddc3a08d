import { Link, type LinkListener, type LinkRole } from './link.ts';

/** What is told of the link that stands. */
export interface SuccessionListener extends Omit<LinkListener, 'connected' | 'ended'> {
  /** A link came up; the one `before` it is to be closed. */
  stands(link: Link, before: Link | undefined): void;
  /** The one that stood has ended (`stood`), or the one that was coming never will. */
  ended(stood: boolean): void;
}

/** The link with a participant, and the one that is to take its place. */
export class Succession {
  readonly #listener: SuccessionListener;
  #current: Link | undefined;
  #coming: Link | undefined;

  constructor(listener: SuccessionListener) {
    this.#listener = listener;
  }

  get current(): Link | undefined {
    return this.#current;
  }

  /** Is being made and has not come up. */
  get coming(): Link | undefined {
    return this.#coming;
  }

  /** Makes the next link; the one before stays until this one does. */
  begin(role: LinkRole, codecs: readonly string[]): Link {
    this.#coming?.close();
    const link: Link = new Link({ role, codecs, listener: this.#listenTo(() => link) });
    this.#coming = link;
    return link;
  }

  /** Nothing of the present link matters any more. */
  drop(): void {
    this.#current = undefined;
  }

  /** Nothing of either matters any more: the coming one is closed. */
  end(): void {
    const coming = this.#coming;
    this.#current = this.#coming = undefined;
    coming?.close();
  }

  #listenTo(self: () => Link): LinkListener {
    const listener = this.#listener;
    const ifCurrent = (action: () => void) => {
      if (self() === this.#current) action();
    };
    return {
      connected: () => this.#connected(self()),
      opened: () => ifCurrent(() => listener.opened()),
      received: (channel, data) => ifCurrent(() => listener.received(channel, data)),
      lifeChanged: (life) => ifCurrent(() => listener.lifeChanged(life)),
      doubted: () => ifCurrent(() => listener.doubted()),
      ended: () => this.#ended(self()),
    };
  }

  #connected(link: Link): void {
    if (link !== this.#coming) return;
    const before = this.#current;
    this.#coming = undefined;
    this.#current = link;
    this.#listener.stands(link, before);
  }

  #ended(link: Link): void {
    if (link === this.#coming) {
      this.#coming = undefined;
      this.#listener.ended(false);
    } else if (link === this.#current) this.#listener.ended(true);
  }
}

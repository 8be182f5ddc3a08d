import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface Setting {
  readonly attribute: string;
  readonly converter: (value: string | null) => unknown;
}

type Changes = Map<PropertyKey, unknown>;

const settingsOf = new WeakMap<object, Map<string, Setting & { readonly name: string }>>();

/** Makes a property of what a page sets, by attribute or in a script; the field's initial value is its default. */
export function setting(options: Setting) {
  return (prototype: BareElement, name: string): void => {
    const settings = settingsOf.get(prototype.constructor) ?? new Map<string, Setting & { readonly name: string }>();
    settingsOf.set(prototype.constructor, settings);
    settings.set(options.attribute, { ...options, name });
    Object.defineProperty(prototype, name, {
      get(this: BareElement) {
        return this.settings.get(name);
      },
      set(this: BareElement, value: unknown) {
        const before = this.settings.get(name);
        this.settings.set(name, value);
        if (!Object.is(before, value)) this.requestUpdate(name, before);
      },
      enumerable: true,
      configurable: true,
    });
  };
}

// Where there is no page, importing has to do no harm.
const Base = (globalThis.HTMLElement as typeof HTMLElement | undefined) ?? (Object as unknown as typeof HTMLElement);

/**
 * An element without Lit, for what a page shows before anybody needs more: settings, controllers, and one update for all
 * changes of a task, as a LitElement has them.
 */
export abstract class BareElement extends Base implements ReactiveControllerHost {
  static get observedAttributes(): string[] {
    return [...(settingsOf.get(this)?.keys() ?? [])];
  }

  /** For {@link setting}. */
  readonly settings = new Map<string, unknown>();
  readonly #controllers = new Set<ReactiveController>();
  /** Set before the element was one. */
  readonly #early: (readonly [string, unknown])[] = [];
  #changes: Changes = new Map();
  #update: Promise<boolean> | undefined;

  constructor() {
    super();
    const own = this as unknown as Record<string, unknown>;
    for (const { name } of settingsOf.get(new.target)?.values() ?? []) {
      if (!Object.hasOwn(own, name)) continue;
      this.#early.push([name, own[name]]);
      Reflect.deleteProperty(own, name);
    }
  }

  get updateComplete(): Promise<boolean> {
    return this.#update ?? Promise.resolve(true);
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
    if (this.isConnected) controller.hostConnected?.();
  }

  removeController(controller: ReactiveController): void {
    this.#controllers.delete(controller);
  }

  requestUpdate(name?: PropertyKey, before?: unknown): void {
    if (name !== undefined && !this.#changes.has(name)) this.#changes.set(name, before);
    // The first one comes when the element is in a page.
    if (this.isConnected) this.#update ??= Promise.resolve().then(() => this.#run());
  }

  attributeChangedCallback(attribute: string, _before: string | null, value: string | null): void {
    const known = settingsOf.get(this.constructor)?.get(attribute);
    if (known) Object.assign(this, { [known.name]: known.converter(value) });
  }

  connectedCallback(): void {
    for (const [name, value] of this.#early.splice(0)) Object.assign(this, { [name]: value });
    for (const controller of this.#controllers) controller.hostConnected?.();
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  /** Shows what has changed. `changes`: property → value before. */
  protected abstract update(changes: ReadonlyMap<PropertyKey, unknown>): void;

  #run(): boolean {
    const changes = this.#changes;
    this.#changes = new Map();
    this.#update = undefined;
    this.update(changes);
    return true;
  }
}

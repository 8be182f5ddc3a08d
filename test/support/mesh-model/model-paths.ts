import { after } from '../../../src/core/abort.ts';
import { random } from '../random.ts';
import { ModelPage } from './model-page.ts';

/** Milliseconds, one way. */
const latency = { least: 5, most: 45 } as const;

/** What the wires of a model are made of: time, chance, and which of them are cut. */
export class ModelPaths {
  readonly now: () => number;
  readonly #seed: number;
  readonly #paths = new Map<ModelPage, Map<ModelPage, ModelPath>>();

  constructor(seed: number, now: () => number) {
    this.#seed = seed;
    this.now = now;
  }

  between(a: ModelPage, b: ModelPage): ModelPath {
    const known = this.#paths.get(a)?.get(b);
    if (known) return known;
    const path = new ModelPath(a, b, this);
    for (const [one, other] of [[a, b], [b, a]] as const) {
      const of = this.#paths.get(one) ?? new Map<ModelPage, ModelPath>();
      this.#paths.set(one, of.set(other, path));
    }
    return path;
  }

  /** The luck of whoever is named so, the same in every run. */
  chanceOf(name: string): () => number {
    return random([...name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), this.#seed));
  }

  /** Something on a wire, which no page can stop. */
  after(milliseconds: number, action: () => void, signal?: AbortSignal): void {
    ModelPage.outside(() => {
      if (signal) after(milliseconds, signal, action);
      else setTimeout(action, milliseconds);
    });
  }

  /** A page fell asleep, woke up or is gone. */
  look(page: ModelPage): void {
    for (const path of this.#paths.get(page)?.values() ?? []) path.look();
  }

  healAll(): void {
    for (const paths of this.#paths.values()) for (const path of paths.values()) path.cut(false);
  }
}

/** Whether packets get from one page to another. */
export class ModelPath {
  readonly paths: ModelPaths;
  readonly chance: () => number;
  readonly #ends: readonly [ModelPage, ModelPage];
  readonly #latency: number;
  readonly #watchers = new Set<() => void>();
  #isCut = false;
  #wasOpen = true;
  #closedAt = 0;
  #openedAt = Number.NEGATIVE_INFINITY;

  constructor(a: ModelPage, b: ModelPage, paths: ModelPaths) {
    this.#ends = [a, b];
    this.paths = paths;
    this.chance = paths.chanceOf([a.name, b.name].sort().join(' and '));
    this.#latency = latency.least + this.chance() * (latency.most - latency.least);
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  get isOpen(): boolean {
    return !this.#isCut && this.#ends.every(({ hasNetwork }) => hasNetwork);
  }

  /** When a packet last could get through. */
  get lastOpen(): number {
    return this.isOpen ? this.paths.now() : this.#closedAt;
  }

  /** For how long packets have got through, in milliseconds. */
  get openFor(): number {
    return this.isOpen ? this.paths.now() - this.#openedAt : 0;
  }

  /** How long the next packet takes, in milliseconds. */
  get delay(): number {
    return this.#latency * (0.9 + this.chance() * 0.2);
  }

  cut(isCut: boolean): void {
    this.#isCut = isCut;
    this.look();
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  look(): void {
    if (this.isOpen === this.#wasOpen) return;
    this.#wasOpen = this.isOpen;
    if (this.#wasOpen) this.#openedAt = this.paths.now();
    else this.#closedAt = this.paths.now();
    for (const changed of [...this.#watchers]) changed();
  }
}

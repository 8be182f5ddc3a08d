import type { ReactiveController } from 'lit';
import { isWanted } from '../core/call-state.ts';
import type { CaptureSource } from '../core/capture.ts';
import { CallController, type CallControllerOptions, type CallPart } from './call-controller.ts';

/** Connects a control to one's own microphone or camera, and shows on the element how that is: `on`, `starting`. */
export class DeviceController implements ReactiveController {
  readonly #source: CaptureSource;
  readonly #internals: ElementInternals;
  readonly #call: CallController<string>;

  constructor(host: CallPart, internals: ElementInternals, source: CaptureSource, followed?: CallControllerOptions<string>['followed']) {
    this.#source = source;
    this.#internals = internals;
    this.#call = new CallController(host, (state) => {
      const starting = state[source] === 'starting' ? 'starting' : '';
      const on = isWanted(state, source) ? 'on' : '';
      return `${state.sends.includes(source) ? 'allowed' : ''} ${starting} ${on}`;
    }, followed && { followed });
    host.addController(this);
  }

  /** Whether the device is on or, before joining, will be. */
  get on(): boolean {
    return this.#is('on');
  }

  /** Neither on nor off yet. */
  get starting(): boolean {
    return this.#is('starting');
  }

  /** False without a call, and in one that does not send it. */
  get isAllowed(): boolean {
    return this.#call.session !== undefined && this.#is('allowed');
  }

  toggle(): void {
    this.#call.session?.turn(this.#source, !this.on);
  }

  hostUpdated(): void {
    for (const name of ['on', 'starting']) {
      if (this.#is(name)) this.#internals.states.add(name);
      else this.#internals.states.delete(name);
    }
  }

  #is(word: string): boolean {
    return this.#call.value.split(' ').includes(word);
  }
}

import type { ReactiveController, TemplateResult } from 'lit';
import { CallController, type CallPart } from '../controllers/call-controller.ts';
import { isInCall } from '../controllers/selectors.ts';
import type { CallSession } from '../core/call-session.ts';
import type { CallDisplay, CallView } from '../core/call-view.ts';
import type { RtcError } from '../core/errors.ts';
import { addEnglish } from './localizer.ts';
import { setStates } from './states.ts';
import { toolbarButton, type ToolbarButton } from './toolbar-button.ts';
import { viewWords } from './words/view.ts';

addEnglish(viewWords);

export interface DisplayButtonOptions {
  /** Where the state says whether it is so. */
  readonly field: 'fullscreen' | 'pictureInPicture';
  readonly set: (display: CallDisplay, on: boolean) => Promise<void>;
  /** Whether this browser can. */
  readonly isPossible: () => boolean;
}

/** Connects a control to the place of the call on the screen, and shows on the element whether that is another: `on`. */
export class DisplayButton implements ReactiveController {
  readonly #host: CallPart;
  readonly #internals: ElementInternals;
  readonly #options: DisplayButtonOptions;
  readonly #isOn: CallController<CallView[DisplayButtonOptions['field']]>;
  readonly #isInCall: CallController<boolean>;
  readonly #key: CallController<string>;

  constructor(host: CallPart, internals: ElementInternals, options: DisplayButtonOptions) {
    this.#host = host;
    this.#internals = internals;
    this.#options = options;
    this.#isOn = new CallController(host, ({ view }) => view[options.field]);
    this.#isInCall = new CallController(host, isInCall);
    this.#key = new CallController(host, ({ keys }) => keys[options.field === 'fullscreen' ? 'fullscreen' : 'pip']);
    host.addController(this);
  }

  get on(): boolean {
    return this.#isOn.value;
  }

  render(button: Pick<ToolbarButton, 'icon' | 'label' | 'hint'>): TemplateResult {
    return toolbarButton(this.#host, {
      ...button,
      pressed: this.on,
      rests: true,
      disabled: !this.#isInCall.value || !this.#options.isPossible(),
      shortcut: this.#key.value,
      onClick: () => this.#toggle(this.#isOn.session),
    });
  }

  hostUpdated(): void {
    setStates(this.#internals, { on: this.on });
  }

  /** What fails is announced. */
  #toggle(session: CallSession | undefined): void {
    if (!session?.display) return;
    this.#options.set(session.display, !this.on).catch((error: unknown) => session.report(error as RtcError));
  }
}

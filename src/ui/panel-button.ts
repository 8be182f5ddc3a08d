import type { ReactiveController, TemplateResult } from 'lit';
import { CallController, type CallPart } from '../controllers/call-controller.ts';
import { isInCall } from '../controllers/selectors.ts';
import type { PanelName } from '../core/call-view.ts';
import { addEnglish } from './localizer.ts';
import { setStates } from './states.ts';
import { toolbarButton, type ToolbarButton } from './toolbar-button.ts';
import { panelWords } from './words/panels.ts';

addEnglish(panelWords);

/** Connects a control to a panel beside the tiles, and shows on the element whether that is `open`. */
export class PanelButton implements ReactiveController {
  readonly #host: CallPart;
  readonly #internals: ElementInternals;
  readonly #name: PanelName;
  readonly #isOpen: CallController<boolean>;
  readonly #isInCall: CallController<boolean>;
  readonly #key: CallController<string>;

  constructor(host: CallPart, internals: ElementInternals, name: PanelName) {
    this.#host = host;
    this.#internals = internals;
    this.#name = name;
    this.#isOpen = new CallController(host, (state) => isInCall(state) && state.view.panel === name);
    this.#isInCall = new CallController(host, isInCall);
    this.#key = new CallController(host, ({ keys }) => keys[name]);
    host.addController(this);
  }

  /** The button that opens the panel, and closes it. It can be pressed in a call, where there are panels. */
  render(button: Pick<ToolbarButton, 'icon' | 'label' | 'name' | 'count'>): TemplateResult {
    return toolbarButton(this.#host, {
      ...button,
      expanded: this.#isOpen.value,
      disabled: !this.#isInCall.value,
      shortcut: this.#key.value,
      onClick: () => this.#isOpen.session?.look({ panel: this.#isOpen.value ? '' : this.#name }),
    });
  }

  hostUpdated(): void {
    setStates(this.#internals, { open: this.#isOpen.value });
  }
}

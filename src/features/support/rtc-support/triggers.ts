/** What `data-rtc-support` may say. */
export type Trigger = 'open' | 'call';

export interface TriggerListener {
  /** Somebody is about to. */
  near(): void;
  triggered(trigger: Trigger, element: HTMLElement): void;
}

const near = ['pointerover', 'focusin'] as const;

/** Makes anything in the page with `data-rtc-support` open the panel, or call at once, until `signal` aborts. */
export function watchTriggers(listener: TriggerListener, signal: AbortSignal): void {
  const triggerOf = ({ target }: Event) => (target as Partial<Element> | null)?.closest?.<HTMLElement>('[data-rtc-support]');
  const look = (event: Event) => {
    if (triggerOf(event)) listener.near();
  };
  for (const type of near) document.addEventListener(type, look, { signal, passive: true });
  document.addEventListener(
    'click',
    (event) => {
      const element = triggerOf(event);
      if (!element || event.defaultPrevented) return;
      event.preventDefault();
      listener.triggered(element.dataset['rtcSupport'] === 'call' ? 'call' : 'open', element);
    },
    { signal },
  );
}

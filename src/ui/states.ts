/** Sets what a page can style by `:state(name)`. */
export function setStates(internals: ElementInternals, states: Readonly<Record<string, boolean>>): void {
  for (const [name, holds] of Object.entries(states)) {
    if (holds === internals.states.has(name)) continue;
    if (holds) internals.states.add(name);
    else internals.states.delete(name);
  }
}

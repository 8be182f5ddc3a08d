/** Tag → source file, sorted by tag. */
export function elementFiles(root?: string): Readonly<Record<string, string>>;

/** File in dist/ without its ending → source file. */
export function browserEntries(): Readonly<Record<string, string>>;

export const globalEntry: Readonly<Record<string, string>>;

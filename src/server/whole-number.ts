/** What a word of the command line counts, and from where to where. */
export interface Range {
  readonly what: string;
  readonly least?: number;
  readonly most?: number;
}

/** @throws When `text` is not a whole number within the range, in decimal digits. */
export function readWholeNumber(text: string, { what, least = 0, most = 1_000_000 }: Range): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new Error(`'${text}' is not ${what}: a number from ${least} to ${most}`);
  }
  return number;
}

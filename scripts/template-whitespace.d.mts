/** JavaScript with its `html`, `svg` and `css` templates shortened. */
export function shortenTemplates(code: string): string;

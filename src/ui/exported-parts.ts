// The parts of an element inside another have names outside of that too. They are listed once, here and in `call-parts.ts`, and a
// test compares the lists with what the headers of the elements say.

/** Of a tile that shows nobody who has joined: there is nothing to say. */
export const previewParts = ['video', 'placeholder'];

export const tileParts = [...previewParts, 'name', 'badge', 'hand', 'reaction', 'quality'];

export const deviceParts = ['label', 'select'];

/** Of controls of every kind: they keep their names, since a page wants to style all of them alike. */
export const controlParts = ['button', 'level', 'reactions', 'layouts'];

export const stageParts = ['tile', ...after('tile', tileParts), 'tile-pin', 'tile-hide', 'sharing', 'pager', 'pager-button', 'show-self'];

/** Each with the name of the thing that it is a part of before it. */
export function after(thing: string, parts: readonly string[]): string[] {
  return parts.map((part) => `${thing}-${part}`);
}

/** For `exportparts`: each by its own name or, if `thing` is given, after that. */
export function exported(parts: readonly string[], thing?: string): string {
  return parts.map((part) => (thing ? `${part}: ${thing}-${part}` : part)).join(', ');
}

/** Something that runs, something by `import()`, types only. */
export type ImportKind = 'value' | 'dynamic' | 'type';

export interface Picture {
  boxes: { id: string; frame: string | undefined; paths: string[] }[];
  arrows: { from: string; to: string; kind: ImportKind }[];
}

/** The boxes and arrows of the first Mermaid picture in a page. */
export function pictureOf(markdown: string): Picture;

/** In words, how the picture and the imports, with paths from src/ on, differ. */
export function differences(picture: Picture, imports: { from: string; to: string; kind: ImportKind }[]): string[];

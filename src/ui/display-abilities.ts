// What a browser can do with the place of a call on the screen.

/** Safari's own names, from before there was a standard. */
interface OldDocument {
  readonly webkitFullscreenEnabled?: boolean;
}

/** Not in a frame that is not allowed to, nor on an iPhone. */
export function canFillScreen(): boolean {
  return document.fullscreenEnabled || (document as OldDocument).webkitFullscreenEnabled === true;
}

/** A small window above all others: of any elements, or of one picture. */
export function canFloat(): boolean {
  return 'documentPictureInPicture' in window || (document as Partial<Document>).pictureInPictureEnabled === true;
}

/** Milliseconds without a frame after which none comes: the page is hidden, perhaps only just now, or is in a frame that is out of sight. */
const longest = 100;

/** Resolves with the next frame, before it is drawn; where none comes, soon after all. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
    const timer = setTimeout(() => {
      cancelAnimationFrame(frame);
      resolve();
    }, longest);
  });
}

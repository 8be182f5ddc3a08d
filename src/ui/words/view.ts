/** How a page shows a call, in words. */
export const viewWords = {
  pin: 'Pin',
  unpin: 'Unpin',
  layout: 'Layout',
  fullscreen: 'Full screen',
  leaveFullscreen: 'Leave full screen',
  pictureInPicture: 'Picture in picture',
  leavePictureInPicture: 'Close the small window',
};

export type ViewWords = typeof viewWords;

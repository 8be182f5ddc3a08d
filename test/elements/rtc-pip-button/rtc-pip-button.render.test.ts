import '../../../src/elements/rtc-pip-button/rtc-pip-button.ts';
import { describeDisplayButton } from '../../support/describe-display-button.ts';

const before = Object.getOwnPropertyDescriptor(window, 'documentPictureInPicture');

describeDisplayButton('rtc-pip-button', {
  field: 'pictureInPicture',
  command: 'setPictureInPicture',
  name: 'Picture in picture',
  back: 'Close the small window',
  // What is there already may not be deleted for good.
  browser: (can) => {
    Reflect.deleteProperty(window, 'documentPictureInPicture');
    Object.defineProperty(document, 'pictureInPictureEnabled', { configurable: true, value: can });
  },
  restore: () => {
    Reflect.deleteProperty(document, 'pictureInPictureEnabled');
    if (before) Object.defineProperty(window, 'documentPictureInPicture', before);
  },
});

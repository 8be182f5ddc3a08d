import '../../../src/elements/rtc-fullscreen-button/rtc-fullscreen-button.ts';
import { describeDisplayButton } from '../../support/describe-display-button.ts';

describeDisplayButton('rtc-fullscreen-button', {
  field: 'fullscreen',
  command: 'setFullscreen',
  name: 'Full screen',
  back: 'Leave full screen',
  browser: (can) => {
    Object.defineProperty(document, 'fullscreenEnabled', { configurable: true, value: can });
    Object.defineProperty(document, 'webkitFullscreenEnabled', { configurable: true, value: false });
  },
  restore: () => {
    Reflect.deleteProperty(document, 'fullscreenEnabled');
    Reflect.deleteProperty(document, 'webkitFullscreenEnabled');
  },
});

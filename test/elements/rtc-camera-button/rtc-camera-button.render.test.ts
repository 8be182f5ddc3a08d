import '../../../src/elements/rtc-camera-button/rtc-camera-button.ts';
import { describeDeviceButton } from '../../support/describe-device-button.ts';

describeDeviceButton({ tag: 'rtc-camera-button', source: 'camera', name: 'Camera' });

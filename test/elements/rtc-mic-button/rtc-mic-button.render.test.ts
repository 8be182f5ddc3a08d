import '../../../src/elements/rtc-mic-button/rtc-mic-button.ts';
import { describeDeviceButton } from '../../support/describe-device-button.ts';

describeDeviceButton({ tag: 'rtc-mic-button', source: 'microphone', name: 'Microphone' });

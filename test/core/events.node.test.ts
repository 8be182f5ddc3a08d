import { expect } from 'chai';
import type { Participant } from '../../src/core/call-state.ts';
import * as events from '../../src/core/events.ts';
import { newParticipant } from '../../src/core/roster.ts';
import { RtcError } from '../../src/core/errors.ts';
import { initialView } from '../../src/core/call-view.ts';
import { speechProcessing } from '../../src/core/capture.ts';

const ada: Participant = newParticipant('ada', 1000, { name: 'Ada' });

const facts: Record<string, () => Event> = {
  'rtc-joined': () => new events.RtcJoinedEvent(),
  'rtc-left': () => new events.RtcLeftEvent('replaced'),
  'rtc-phase-changed': () => new events.RtcPhaseChangedEvent('live', 'joining'),
  'rtc-participant-joined': () => new events.RtcParticipantJoinedEvent(ada),
  'rtc-participant-left': () => new events.RtcParticipantLeftEvent(ada, 'lost'),
  'rtc-participant-changed': () => new events.RtcParticipantChangedEvent(ada, { name: 'Ada' }),
  'rtc-microphone-changed': () => new events.RtcMicrophoneChangedEvent(true),
  'rtc-camera-changed': () => new events.RtcCameraChangedEvent(true),
  'rtc-screen-share-changed': () => new events.RtcScreenShareChangedEvent(true),
  'rtc-quality-changed': () => new events.RtcQualityChangedEvent(ada),
  'rtc-device-changed': () => new events.RtcDeviceChangedEvent('camera', 'back'),
  'rtc-processing-changed': () => new events.RtcProcessingChangedEvent(speechProcessing),
  'rtc-connection-changed': () => new events.RtcConnectionChangedEvent('connected', 'peerjs'),
  'rtc-data-received': () => new events.RtcDataReceivedEvent('score', 3, 'ada'),
  'rtc-view-changed': () => new events.RtcViewChangedEvent(initialView, {}),
  'rtc-speaker-changed': () => new events.RtcSpeakerChangedEvent(ada),
  'rtc-error': () => new events.RtcErrorEvent(new RtcError('room-full', 'All are there')),
};

const questions: Record<string, () => Event> = {
  'rtc-before-join': () => new events.RtcBeforeJoinEvent(),
  'rtc-before-leave': () => new events.RtcBeforeLeaveEvent(),
  'rtc-before-share': () => new events.RtcBeforeShareEvent(),
};

describe('the events of a call', () => {
  for (const [name, make] of Object.entries(facts)) {
    it(`are heard outside, and are facts: ${name}`, () => {
      expect(make()).to.include({ type: name, bubbles: true, composed: true, cancelable: false });
    });
  }

  for (const [name, make] of Object.entries(questions)) {
    it(`are heard outside, and may be answered with no: ${name}`, () => {
      expect(make()).to.include({ type: name, bubbles: true, composed: true, cancelable: true });
    });
  }

  it('say which device is used, and who speaks', () => {
    expect(facts['rtc-device-changed']!()).to.include({ kind: 'camera', deviceId: 'back' });
    expect(facts['rtc-speaker-changed']!()).to.include({ participant: ada });
    expect(new events.RtcSpeakerChangedEvent(null).participant).to.equal(null);
  });
});

describe('somebody who has just come', () => {
  it('has nothing on, no hand up, and all the rest is unknown', () => {
    expect(newParticipant('ada', 1000, { name: 'Ada' })).to.deep.equal({
      id: 'ada',
      name: 'Ada',
      avatar: '',
      joinedAt: 1000,
      isLocal: false,
      connection: 'live',
      moving: false,
      microphone: 'off',
      camera: 'off',
      screen: 'off',
      speaking: false,
      quality: 'unknown',
      qualityCause: '',
      verified: false,
      role: 'guest',
      hand: false,
      reaction: '',
      volume: 1,
    });
  });

  it('shows a picture from the web, and from nowhere else', () => {
    const shown = (avatar: string) => newParticipant('ada', 0, { avatar }).avatar;
    expect(['http://a.example/x.png', 'https://a.example/x.png'].map(shown)).to.deep.equal(['http://a.example/x.png', 'https://a.example/x.png']);
    expect(['javascript:alert(1)', 'data:,x', 'xhttps://a.example', 'httpsx://a.example', 'x.png', ''].map(shown)).to.deep.equal(['', '', '', '', '', '']);
  });
});

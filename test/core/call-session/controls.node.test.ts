import { expect } from 'chai';
import { RtcErrorEvent } from '../../../src/core/events.ts';
import { RtcError } from '../../../src/core/errors.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { TestCall } from '../../support/test-call.ts';

describe('the controls of a call', () => {
  let call: TestCall;

  beforeEach(() => (call = new TestCall(new MemoryNetwork())));

  it('turn devices on, and say what fails', async () => {
    await call.join();
    call.session.turn('camera', true);
    await call.until('the camera', () => call.state.camera === 'on');
    call.capture.asks = true;
    call.session.turn('microphone', true);
    await call.until('a prompt', () => call.capture.prompts.length > 0);
    call.capture.prompts[0]?.deny(new RtcError('media-denied', 'No'));
    const { error } = await call.first(RtcErrorEvent);
    expect([error.code, call.state.microphone]).to.deep.equal(['media-denied', 'off']);
  });

  it('use the devices that were chosen, or preferred, and no speaker that went away', async () => {
    await call.session.setDevice('camera', 'back');
    expect([call.state.chosen.camera, call.state.devices.camera]).to.deep.equal(['back', 'back']);
    call.session.prefer({ microphone: 'desk', speaker: 'headset' });
    await call.until('the speaker', () => call.state.devices.speaker === 'headset');
    expect([call.state.devices.microphone, call.state.chosen.microphone]).to.deep.equal(['desk', '']);
    call.session.prefer({ microphone: 'head' }, { chosen: true });
    expect(call.state.chosen.microphone).to.equal('head');
    call.session.speakerLost();
    expect(call.state.devices.speaker).to.equal('');
  });

  it('use a device again when it is there again', async () => {
    await call.session.setDevice('speaker', 'headset');
    call.session.speakerLost();
    call.session.comeBack('speaker');
    await call.until('the speaker', () => call.state.devices.speaker === 'headset');
  });

  it('leave a microphone that is off open for whoever listens to it', async () => {
    await call.join();
    await call.session.setMicrophone(true);
    expect(call.session.mutedMicrophone).to.equal(undefined);
    await call.session.setMicrophone(false);
    expect(call.session.mutedMicrophone?.id).to.equal(call.capture.tracks[0]?.id);
  });

  it('let go of links made before joining when these lead elsewhere, and of none of a call', async () => {
    call.session.prepare({ standby: true });
    await call.until('the server', () => call.state.server === 'connected');
    call.session.endStandby();
    expect([call.phase, call.state.server]).to.deep.equal(['prejoin', 'unknown']);
    await call.join();
    call.session.endStandby();
    expect([call.phase, call.state.server]).to.deep.equal(['live', 'connected']);
  });
});

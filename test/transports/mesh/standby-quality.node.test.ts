import { expect } from 'chai';
import { roomKeys } from '../../../src/core/crypto/room-keys.ts';
import type { Room } from '../../../src/core/transport.ts';
import type { LoadQuality } from '../../../src/transports/mesh/late-quality.ts';
import { meshTransport } from '../../../src/transports/mesh/mesh-transport.ts';
import type { QualityWatchOptions } from '../../../src/transports/mesh/quality/quality-watch.ts';
import { MeshModel } from '../../support/mesh-model/mesh-model.ts';
import { ModelPage } from '../../support/mesh-model/model-page.ts';
import { ModelListener } from '../../support/mesh-model/model-person.ts';
import { modelSignaller } from '../../support/mesh-model/model-signaller.ts';

describe('whoever stands by', () => {
  it('looks after the quality of no link until it has joined: nothing is sent there, and nothing missed', async () => {
    const keys = await roomKeys('model', { kind: 'open' });
    const model = new MeshModel(1, keys);
    const [page, end] = [new ModelPage('visitor', () => 0.5), new AbortController()];
    let watched: QualityWatchOptions | undefined;
    let room: Room | undefined;
    class Watch {
      constructor(options: QualityWatchOptions) {
        watched = options;
      }
      follow(): void {
        // Nothing is sent.
      }
      listen(): void {
        // Nothing is heard.
      }
    }
    const quality = (() => Promise.resolve({ QualityWatch: Watch })) as unknown as LoadQuality;
    const listener = new ModelListener(() => model.now, () => undefined);
    const options = { keys, server: 'https://rtc.example.org/peer', iceServers: () => Promise.resolve([]), attributes: {}, standby: true };
    try {
      const ada = model.join(0);
      await model.time.pass(3000);
      page.run(() => void meshTransport(modelSignaller(model.server, page), quality).enter(options, listener, end.signal).then((entered) => (room = entered)));
      await model.time.pass(5000);
      const others = () => watched?.sessions().map(({ remote }) => remote);
      expect(listener.known.get(ada.person.id)?.link).to.equal('live');
      expect(others()).to.deep.equal([]);
      await room?.announce();
      expect(others()).to.deep.equal([ada.person.id]);
    } finally {
      page.run(() => end.abort());
      await model.close();
    }
  });
});

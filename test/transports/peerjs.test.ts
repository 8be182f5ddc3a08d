import { describeTransport } from '../support/describe-transport.ts';
import { peerjsTestNetwork } from '../support/peerjs-network.ts';

describeTransport('PeerJS', peerjsTestNetwork, { patience: 15_000 });

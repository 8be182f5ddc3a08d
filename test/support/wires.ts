import { executeServerCommand } from '@web/test-runner-commands';

/** As in test/network/wires.ts, which runs beside the browser. */
export interface WiresOptions {
  readonly delay?: number;
  readonly loss?: number;
  readonly server?: { readonly expireTimeout?: number };
}

export interface Wires {
  /** The origin of the signalling server, at the other end of the wires. */
  readonly url: string;
  cut(a: string, b: string): Promise<void>;
  heal(a: string, b: string): Promise<void>;
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  close(): Promise<void>;
}

export async function startWires(options: WiresOptions = {}): Promise<Wires> {
  const { id, url } = await executeServerCommand<{ id: string; url: string }, WiresOptions>('wires:start', options);
  const command = async (name: string, ends: object = {}) => {
    await executeServerCommand<unknown, object>(`wires:${name}`, { id, ...ends });
  };
  return {
    url,
    cut: (a, b) => command('cut', { a, b }),
    heal: (a, b) => command('heal', { a, b }),
    stopServer: () => command('stop-server'),
    startServer: () => command('start-server'),
    close: () => command('stop'),
  };
}

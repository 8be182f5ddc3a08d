import { Host, type Switch } from './host.ts';
import { ip } from './ip-command.ts';
import { createNamespace, removeLeftovers, removeNamespace } from './namespaces.ts';

const bridge = 'br0';
/** Nobody outside sees it, so any will do. */
const network = '10.77.0';

/**
 * Machines on a network of their own, all on this one: namespaces of the kernel, joined by a bridge in one more. Needs
 * root (see `refusal()` in permitted.ts). What it made goes with {@link close}, with the process, or, if that was
 * killed, with the next lab on this machine.
 */
export class Lab {
  readonly hosts: Host[] = [];
  readonly #switch: Switch;
  readonly #prefix: string;
  static #labs = 0;

  private constructor(lab: Switch, prefix: string) {
    this.#switch = lab;
    this.#prefix = prefix;
  }

  static async open(): Promise<Lab> {
    await removeLeftovers();
    const prefix = `${++Lab.#labs}-`;
    const namespace = await createNamespace(`${prefix}switch`);
    await ip('-n', namespace, 'link', 'add', bridge, 'type', 'bridge', 'stp_state', '0', 'forward_delay', '0');
    await ip('-n', namespace, 'link', 'set', bridge, 'up');
    let last = 0;
    return new Lab({ namespace, bridge, freeAddress: () => `${network}.${++last}` }, prefix);
  }

  /** A new machine on the network. `shaped`: its cable can be made slow and lossy, see `Host.condition()`. */
  async host(name: string, { shaped = false } = {}): Promise<Host> {
    const namespace = await createNamespace(this.#prefix + name);
    const host = await Host.wire(name, namespace, this.#switch, shaped);
    this.hosts.push(host);
    return host;
  }

  /** Ends everything that still runs on the machines, and takes them away. */
  async close(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.close()));
    const namespaces = [...this.hosts.splice(0).map((host) => host.namespace), this.#switch.namespace];
    await Promise.all(namespaces.map(removeNamespace));
  }
}

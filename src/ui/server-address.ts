import { scriptOrigin } from './script-origin.ts';

/**
 * The address of the PeerServer's mount that an attribute `server` means: by default, `/peer` where the script came from.
 * Undefined for what is no http: or https: address.
 */
export function serverAddress(server: string | null): string | undefined {
  const base = server ? document.baseURI : scriptOrigin();
  const address = server || '/peer';
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  // What is beside the mount is found whether or not its address ends in a slash.
  url.pathname = url.pathname.replace(/\/+$/, '');
  return withoutSecrets(url.href);
}

/** Of an address only what leads to the server: it is printed, and neither names nor queries are sent. */
export function withoutSecrets(address: string): string {
  return address.replace(/[?#].*/s, '').replace(/^(\w+:\/\/)[^/]*@/, '$1');
}

import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { OutsideFailure } from './http';

/** Asks for all the addresses of a name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/**
 * A look-up for sockets: it answers only when every address of the name is allowed, and the socket connects to what was
 * checked. A name that changes its address between a check and the connection gains nothing.
 */
export function pinnedLookup(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first) return callback(new OutsideFailure('connection', false, 'the host has no address'), '');
        if (!addresses.every(({ address }) => isAllowed(address)))
          return callback(new OutsideFailure('forbiddenAddress', false, 'the host lies inside'), '');
        if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      () => callback(new OutsideFailure('connection', false, 'the host was not found'), ''),
    );
  };
}

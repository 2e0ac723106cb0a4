import ipaddr from 'ipaddr.js';

const globalUnicast6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];
const insideRanges: ReadonlySet<string> = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat']);

/** The address that is meant: a v4 address that is written as a v6 one counts as what it is. */
function read(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return ipaddr.isValid(address) ? ipaddr.process(address) : undefined;
}

/**
 * Whether an address lies in the public network. Loopback, private, link-local, shared (CGNAT), multicast, documentation
 * and reserved ranges do not, nor do the v6 ranges that carry a v4 address within (NAT64, 6to4, Teredo, v4-compatible).
 */
export function isPublicAddress(address: string): boolean {
  const parsed = read(address);
  if (parsed?.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(globalUnicast6);
}

/** Whether an address may belong to a host that was named as one of ours: inside, but no link-local or multicast one. */
export function isNamedInsideAddress(address: string): boolean {
  const parsed = read(address);
  return parsed !== undefined && (isPublicAddress(address) || insideRanges.has(parsed.range()));
}

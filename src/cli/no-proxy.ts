import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/**
 * Whether NO_PROXY lets a request pass by the proxy. The variable has no standard; this is what curl, Go, Python and npm agree on,
 * and the wider reading where they do not: a name covers the names below it, with or without `.` or `*.` before it.
 * @param list entries parted by commas or blanks: `*`, names, addresses and networks (`10.0.0.0/8`, `fd00::/8`), each but a network with
 * or without a port; what is none of these covers nothing
 */
export function passesProxy(url: URL, list: string): boolean {
  const host = bare(url.hostname);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list.split(/[\s,]+/).some((entry) => entry !== '' && covers(entry.toLowerCase(), host, port));
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  // A bare IPv6 address is full of colons, and has no port.
  const [, start = entry, wanted = port] = isIP(entry) ? [] : (/^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? []);
  if (Number(wanted) !== Number(port)) return false;
  if (isIP(host)) return coversAddress(bare(start), host);
  const name = domainToASCII(bare(start.replace(/^\*?\./, '')));
  return name !== '' && (host === name || host.endsWith(`.${name}`));
}

/** Compares addresses by their value, however they are written. */
function coversAddress(range: string, host: string): boolean {
  const [address = '', bits, more] = range.split('/');
  const family = familyOf(address);
  if (family === null || more !== undefined) return false;
  const whole = family === 'ipv4' ? 32 : 128;
  const prefix = bits === undefined ? whole : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  if (!(prefix <= whole)) return false;
  const network = new BlockList();
  network.addSubnet(address, prefix, family);
  return network.check(host, familyOf(host) ?? family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6';
}

/** Without the brackets of an IPv6 address, and without the dot that ends a full name. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

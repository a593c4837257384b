import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a self-signed certificate for names such as `DNS:localhost`, by openssl; valid for so many days from now. */
export function selfSigned(names: string, days = 2): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const subject = ['-subj', '/CN=test', '-addext', `subjectAltName=${names}`, '-keyout', key, '-out', cert];
    execFileSync('openssl', [...args, ...subject], { stdio: 'ignore' });
    // Only this command takes days that are over.
    const again = ['x509', '-in', cert, '-signkey', key, '-days', String(days), '-out', cert];
    execFileSync('openssl', again, { stdio: 'ignore' });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes an authority of its own, and a certificate for names that it vouches for. */
export function issued(names: string): { authority: Buffer; key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  try {
    const at = (name: string) => join(folder, name);
    const make = (name: string, ...more: readonly string[]) => {
      const args = [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ];
      const files = ['-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)];
      execFileSync('openssl', [...args, '-subj', `/CN=${name}`, ...files, ...more], { stdio: 'ignore' });
    };
    make('authority');
    const extensions = ['-addext', `subjectAltName=${names}`, '-addext', 'basicConstraints=critical,CA:FALSE'];
    make('server', '-CA', at('authority.pem'), '-CAkey', at('authority.key'), ...extensions);
    const [authority, key, cert] = ['authority.pem', 'server.key', 'server.pem'].map((name) => readFileSync(at(name)));
    return { authority, key, cert } as { authority: Buffer; key: Buffer; cert: Buffer };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

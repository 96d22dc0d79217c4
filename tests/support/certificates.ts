/** Certificates that are made for one run of a test; no other machine trusts them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface Authority {
  /** Of its own certificate: what `NODE_EXTRA_CA_CERTS` is given by whoever trusts it. */
  readonly file: string;
  issue(name: string): Promise<Certificate>;
  /** One whose time was over before it was made. */
  issueEnded(name: string): Promise<Certificate>;
  close(): void;
}

const DAY = 86_400_000;

const named = (name: string) => [{ name: 'commonName', value: name }];

type Wanted = NonNullable<Parameters<typeof generate>[1]>;

const forServer = (name: string): NonNullable<Wanted['extensions']> => [
  { name: 'basicConstraints', cA: false },
  { name: 'extKeyUsage', serverAuth: true },
  { name: 'subjectAltName', altNames: [isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name }] },
];

const made = async (name: string, more: Wanted): Promise<Certificate> => {
  const { private: key, cert } = await generate(named(name), { keyType: 'ec', algorithm: 'sha256', ...more });
  return { key, cert };
};

/** Signed by itself, so that nobody trusts it. */
export const strangersCertificate = (name: string): Promise<Certificate> => made(name, { extensions: forServer(name) });

export const anAuthority = async (): Promise<Authority> => {
  const ca = await made('An authority of a test', { extensions: [{ name: 'basicConstraints', cA: true, critical: true }, { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }] });
  const folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-authority-'));
  const file = path.join(folder, 'ca.pem');
  writeFileSync(file, ca.cert);
  return {
    file,
    issue: (name) => made(name, { ca, extensions: forServer(name) }),
    issueEnded: (name) => made(name, { ca, extensions: forServer(name), notBeforeDate: new Date(Date.now() - 2 * DAY), notAfterDate: new Date(Date.now() - DAY) }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
};

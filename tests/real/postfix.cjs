/**
 * Postfix on loopback with a configuration, a queue and mailboxes of its own in a temporary folder; the system's service is
 * not touched. tests/real/README.md says how it is installed. Started as root, as `node postfix.cjs`, it says where it
 * listens and runs until it is interrupted.
 */
const { execFileSync, spawn } = require('node:child_process');
const { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { generate } = require('selfsigned');

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const idOf = (/** @type {string} */ what, /** @type {string} */ name) => Number(execFileSync('id', [what, name], { encoding: 'utf8' }));

const makeCertificates = async (/** @type {string} */ folder) => {
  const pair = (/** @type {string} */ name, /** @type {object} */ more) => generate([{ name: 'commonName', value: name }], { keyType: 'ec', algorithm: 'sha256', ...more });
  const ca = await pair('An authority of a test', { extensions: [{ name: 'basicConstraints', cA: true, critical: true }, { name: 'keyUsage', keyCertSign: true, critical: true }] });
  const own = await pair('mx.tea.example', { ca: { key: ca.private, cert: ca.cert }, extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }] });
  const [authority, chain] = [path.join(folder, 'authority.pem'), path.join(folder, 'server.pem')];
  writeFileSync(authority, ca.cert);
  writeFileSync(chain, `${own.private}\n${own.cert}`, { mode: 0o600 });
  return { authority, chain };
};

const run = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'postfix-'));
  // Its own users have to walk through it.
  chmodSync(folder, 0o755);
  const [config, queue, data, mail] = ['config', 'queue', 'data', 'mail'].map((name) => path.join(folder, name));
  for (const made of [config, queue, data, mail]) mkdirSync(made);
  const [user, group] = [idOf('-u', 'postfix'), idOf('-g', 'postfix')];
  chownSync(data, user, group);
  chownSync(mail, user, group);
  const [port, tlsPort] = [await freePort(), await freePort()];
  const { authority, chain } = await makeCertificates(folder);

  const table = (/** @type {string} */ name, /** @type {Readonly<Record<string, string>>} */ rows) => {
    const file = path.join(config, name);
    writeFileSync(file, Object.entries(rows).map(([key, value]) => `${key} ${value}\n`).join(''));
    return `texthash:${file}`;
  };

  const settings = {
    compatibility_level: '3.6',
    queue_directory: queue,
    data_directory: data,
    command_directory: '/usr/sbin',
    daemon_directory: '/usr/lib/postfix/sbin',
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    maillog_file: path.join(folder, 'log'),
    maillog_file_prefixes: folder,
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    myhostname: 'mx.tea.example',
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    alias_maps: '',
    recipient_delimiter: '+',
    // Nothing ever leaves this machine.
    default_transport: 'error:5.4.4 This server sends nothing to other machines',
    virtual_mailbox_domains: 'tea.example, example.net',
    virtual_mailbox_base: mail,
    virtual_mailbox_maps: table('mailboxes', { 'one@example.net': 'one/', 'two@example.net': 'two/', 'reviewer@example.net': 'reviewer/', 'bounces@tea.example': 'bounces/' }),
    virtual_uid_maps: `static:${user}`,
    virtual_gid_maps: `static:${group}`,
    // Found out after it was taken, so that a report is made; real servers behind a relay do so.
    smtpd_reject_unlisted_recipient: 'no',
    transport_maps: table('transports', { 'full@example.net': 'error:5.2.2 The mailbox is full' }),
    smtpd_recipient_restrictions: `check_recipient_access ${table('refused', { 'nobody@example.net': '550 5.1.1 No such user here', 'busy@example.net': '450 4.2.1 Come back later' })}, permit_mynetworks, reject`,
    smtpd_tls_chain_files: chain,
    smtpd_tls_security_level: 'encrypt',
    // A server that can be told to give up at once makes no test wait.
    bounce_queue_lifetime: '0',
  };
  writeFileSync(path.join(config, 'main.cf'), Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`).join(''));
  const service = (/** @type {string} */ line) => `${line}\n`;
  writeFileSync(
    path.join(config, 'master.cf'),
    [
      `127.0.0.1:${port} inet n - n - - smtpd`,
      `127.0.0.1:${tlsPort} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes`,
      'pickup unix n - n 60 1 pickup',
      'cleanup unix n - n - 0 cleanup',
      'qmgr unix n - n 300 1 qmgr',
      'tlsmgr unix - - n 1000? 1 tlsmgr',
      'rewrite unix - - n - - trivial-rewrite',
      'bounce unix - - n - 0 bounce',
      'defer unix - - n - 0 bounce',
      'trace unix - - n - 0 bounce',
      'proxymap unix - - n - - proxymap',
      'error unix - - n - - error',
      'retry unix - - n - - error',
      'virtual unix - n n - - virtual',
      'anvil unix - - n - 1 anvil',
      'scache unix - - n - 1 scache',
      'postlog unix-dgram n - n - 1 postlogd',
    ]
      .map(service)
      .join('')
  );

  const server = spawn('postfix', ['-c', config, 'start-fg'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const end = () => execFileSync('postfix', ['-c', config, 'stop'], { stdio: 'ignore' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end);
  server.on('exit', (code) => {
    rmSync(folder, { recursive: true, force: true });
    process.exitCode = code ?? 1;
  });
  process.stdout.write(`POSTFIX_PORT=${port} POSTFIX_TLS_PORT=${tlsPort} POSTFIX_MAIL=${mail} NODE_EXTRA_CA_CERTS=${authority}\n`);
};

run().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});

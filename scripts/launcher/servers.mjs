import { existsSync } from 'node:fs'
import { install, mayInstall, quieten } from './debian.mjs'
import { say } from './say.mjs'

const rsyslog = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/rsyslog`

/** Real servers that tests talk to. `files`: what must be there, each at one of its places; the first is the one that its service runs. */
const servers = [
  { name: 'Dovecot', of: 'the mailbox', packages: ['dovecot-imapd'], units: ['dovecot.service', 'dovecot.socket'], files: [['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'], ['/usr/lib/dovecot/imap']] },
  {
    name: 'rsyslog', of: 'real shippers of logs', packages: ['rsyslog', 'rsyslog-elasticsearch', 'rsyslog-gnutls', 'openssl', 'bsdutils'], units: ['rsyslog.service', 'syslog.socket'],
    files: [['/usr/sbin/rsyslogd'], [`${rsyslog}/omelasticsearch.so`], [`${rsyslog}/lmnsd_gtls.so`], ['/usr/bin/openssl']],
  },
  { name: 'NATS', of: 'the stream of log lines', packages: ['nats-server'], units: ['nats-server.service'], files: [['/usr/sbin/nats-server']] },
  {
    name: 'Swift', of: 'the archive in a bucket', packages: ['swift-proxy', 'swift-account', 'swift-container', 'swift-object'], units: ['swift-proxy.service', 'swift-account.service', 'swift-container.service', 'swift-object.service'],
    files: ['proxy-server', 'account-server', 'container-server', 'object-server', 'ring-builder'].map((name) => [`/usr/bin/swift-${name}`]),
  },
]
const isThere = ({ files }) => files.every((places) => places.some((path) => existsSync(path)))

/** Installs those that are absent, where we may. @returns whether all are there; of one that is not its tests are left out, and it is said */
export async function ensureServers() {
  for (const one of servers) {
    if (!isThere(one) && mayInstall()) {
      const before = one.files[0].some((path) => existsSync(path))
      if (await install(one.name, one.packages) && !before) await quieten(one.units)
    }
    if (!isThere(one)) say(`NO ${one.name.toUpperCase()}: the tests of ${one.of} are SKIPPED. Install it (Debian: apt-get install ${one.packages.join(' ')}).`)
  }
  return servers.every(isThere)
}

import { existsSync } from 'node:fs'
import { quiet } from './child.mjs'
import { say } from './say.mjs'

const libraries = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/rsyslog`
const there = () => ['/usr/sbin/rsyslogd', `${libraries}/omelasticsearch.so`, `${libraries}/lmnsd_gtls.so`, '/usr/bin/openssl'].every((path) => existsSync(path))
const packages = ['rsyslog', 'rsyslog-elasticsearch', 'rsyslog-gnutls', 'openssl', 'bsdutils']

/** A real shipper of logs for the tests of the watch, installed from Debian when it is absent and we may. */
export async function ensureRsyslog() {
  if (there()) return true
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return false
  const before = existsSync('/usr/sbin/rsyslogd')
  say('installing rsyslog with TLS from Debian for the tests of the watch (once)')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await quiet('apt-get', ['-q', 'update'], { env })
  const { code, output } = await quiet('apt-get', ['-q', '-y', '-o', 'Dpkg::Use-Pty=0', 'install', '--no-install-recommends', ...packages], { env })
  if (code !== 0) say(`apt-get could not install ${packages.join(' ')}:\n${update.code === 0 ? '' : update.output}\n${output}`)
  // The package begins a service of its own; the tests start one with their own files.
  else if (!before && existsSync('/run/systemd/system')) await quiet('systemctl', ['disable', '--now', 'rsyslog.service', 'syslog.socket'], { env })
  return there()
}

import { existsSync } from 'node:fs'
import { quiet } from './child.mjs'
import { say } from './say.mjs'

const there = () => ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].some((path) => existsSync(path)) && existsSync('/usr/lib/dovecot/imap')

/** A real IMAP server for the tests of the mailbox, installed from Debian when it is absent and we may. */
export async function ensureDovecot() {
  if (there()) return true
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return false
  say('installing dovecot-imapd from Debian for the tests of the mailbox (once)')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await quiet('apt-get', ['-q', 'update'], { env })
  const { code, output } = await quiet('apt-get', ['-q', '-y', '-o', 'Dpkg::Use-Pty=0', 'install', '--no-install-recommends', 'dovecot-imapd'], { env })
  if (code !== 0) say(`apt-get could not install dovecot-imapd:\n${update.code === 0 ? '' : update.output}\n${output}`)
  // The package begins a service that listens everywhere; the tests start one of their own, on loopback.
  else if (existsSync('/run/systemd/system')) await quiet('systemctl', ['disable', '--now', 'dovecot.service', 'dovecot.socket'], { env })
  return there()
}

import { existsSync } from 'node:fs'
import { quiet } from './child.mjs'
import { say } from './say.mjs'

const there = () => existsSync('/usr/sbin/nats-server')

/** Real servers of NATS for the tests of the stream of log lines, installed from Debian when they are absent and we may. */
export async function ensureNats() {
  if (there()) return true
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return false
  say('installing nats-server from Debian for the tests of the stream (once)')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await quiet('apt-get', ['-q', 'update'], { env })
  const { code, output } = await quiet('apt-get', ['-q', '-y', '-o', 'Dpkg::Use-Pty=0', 'install', '--no-install-recommends', 'nats-server'], { env })
  if (code !== 0) say(`apt-get could not install nats-server:\n${update.code === 0 ? '' : update.output}\n${output}`)
  // The package begins a service of its own; the tests start some with their own files.
  else if (existsSync('/run/systemd/system')) await quiet('systemctl', ['disable', '--now', 'nats-server.service'], { env })
  return there()
}

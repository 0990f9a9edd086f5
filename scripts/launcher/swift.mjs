import { existsSync } from 'node:fs'
import { quiet } from './child.mjs'
import { say } from './say.mjs'

const there = () => ['proxy-server', 'account-server', 'container-server', 'object-server', 'ring-builder'].every((name) => existsSync(`/usr/bin/swift-${name}`))
const packages = ['swift-proxy', 'swift-account', 'swift-container', 'swift-object']

/** A real store of objects that speaks S3 (OpenStack Swift), for the tests of the archive, installed from Debian when it is absent and we may. */
export async function ensureSwift() {
  if (there()) return true
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return false
  say('installing OpenStack Swift from Debian for the tests of the archive (once)')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await quiet('apt-get', ['-q', 'update'], { env })
  const { code, output } = await quiet('apt-get', ['-q', '-y', '-o', 'Dpkg::Use-Pty=0', 'install', '--no-install-recommends', ...packages], { env })
  if (code !== 0) say(`apt-get could not install ${packages.join(' ')}:\n${update.code === 0 ? '' : update.output}\n${output}`)
  // The packages begin services of their own; the tests start some with their own files.
  else if (existsSync('/run/systemd/system')) await quiet('systemctl', ['disable', '--now', 'swift-account.service', 'swift-container.service', 'swift-object.service', 'swift-proxy.service'], { env })
  return there()
}

import { existsSync } from 'node:fs'
import { quiet } from './child.mjs'
import { say } from './say.mjs'

const options = ['-q', '-y', '-o', 'Dpkg::Use-Pty=0', 'install', '--no-install-recommends']
const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }

/** Whether packages of Debian may be installed here at all. */
export const mayInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')

/** Installs the first of these sets of packages that can be; says what went wrong when none can. @returns whether one could */
export async function install(what, ...sets) {
  say(`installing ${what} from Debian for the tests (once)`)
  const update = await quiet('apt-get', ['-q', 'update'], { env })
  let said = ''
  for (const packages of sets) {
    const { code, output } = await quiet('apt-get', [...options, ...packages], { env })
    if (code === 0) return true
    said = output
  }
  say(`apt-get could not install ${what}:\n${update.code === 0 ? '' : update.output}\n${said}`)
  return false
}

/** Packages begin services of their own, which may listen everywhere; the tests start some with their own files. */
export async function quieten(units) {
  if (existsSync('/run/systemd/system')) await quiet('systemctl', ['disable', '--now', ...units], { env })
}

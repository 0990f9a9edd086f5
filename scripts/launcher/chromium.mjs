import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { quiet } from './child.mjs'
import { say } from './say.mjs'

// First the one without a window: the same engine, and no bars and tabs that cost as much again as the page.
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/**
 * The path of a Chromium for the journey tests, installed from Debian when it is absent and we may; '' when there is none.
 * `BASTIDA_CHROMIUM` names another one.
 */
export async function ensureChromium() {
  const found = find()
  if (found) return found
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return ''
  say('installing Chromium from Debian for the tests in a browser (once)')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = (name) => quiet('apt-get', ['-q', '-y', '-o', 'Dpkg::Use-Pty=0', 'install', '--no-install-recommends', name, 'fonts-liberation'], { env })
  const update = await quiet('apt-get', ['-q', 'update'], { env })
  // An older Debian has only the whole browser.
  let { code, output } = await install('chromium-headless-shell')
  if (code !== 0) ({ code, output } = await install('chromium'))
  if (code !== 0) say(`apt-get could not install Chromium:\n${update.code === 0 ? '' : update.output}\n${output}`)
  return find()
}

function find() {
  const named = process.env.BASTIDA_CHROMIUM
  if (named) return existsSync(named) ? named : ''
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin')
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path)) ?? ''
}

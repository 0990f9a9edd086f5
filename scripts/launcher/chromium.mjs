import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { install, mayInstall } from './debian.mjs'

// First the one without a window: the same engine, and no bars and tabs that cost as much again as the page.
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/**
 * The path of a Chromium for the journey tests, installed from Debian when it is absent and we may; '' when there is none.
 * `BASTIDA_CHROMIUM` names another one.
 */
export async function ensureChromium() {
  const found = find()
  if (found) return found
  if (!mayInstall()) return ''
  // An older Debian has only the whole browser.
  await install('Chromium', ['chromium-headless-shell', 'fonts-liberation'], ['chromium', 'fonts-liberation'])
  return find()
}

function find() {
  const named = process.env.BASTIDA_CHROMIUM
  if (named) return existsSync(named) ? named : ''
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin')
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path)) ?? ''
}

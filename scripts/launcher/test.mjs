import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foreground } from './child.mjs'
import { ensureChromium } from './chromium.mjs'
import { say } from './say.mjs'
import { ensureServers } from './servers.mjs'
import { ensureWeb } from './web.mjs'

/** Runs every test, or those that the arguments name, and ends with one plain line: `N passed, N failed[, N skipped]`. */
export async function test(node, root, args) {
  const chromium = await ensureChromium()
  if (!chromium) {
    say('NO CHROMIUM: the tests in a browser are SKIPPED. Install it (Debian: apt-get install chromium-headless-shell) or set BASTIDA_CHROMIUM.')
  }
  const servers = await ensureServers()
  await ensureWeb(node, root)
  const folder = mkdtempSync(join(tmpdir(), 'bastida-test-'))
  const report = join(folder, 'report.json')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await foreground(node, [vitest, 'run', ...options, ...args], { cwd: root, env: { BASTIDA_CHROMIUM: chromium } })
  const counts = count(report, code)
  rmSync(folder, { recursive: true, force: true })
  // On the build machine a missing browser or server must not pass for a green run.
  if ((!chromium || !servers) && process.env.CI) counts.failed += 1
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`)
  return counts.failed > 0 ? code || 1 : code
}

/** A file that does not load, or an error outside any test, is a failure too although vitest counts no test for it. */
function count(report, code) {
  const none = { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    const broken = result.testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
    )
    const failed = result.numFailedTests + broken.length
    return {
      passed: result.numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: result.numPendingTests + result.numTodoTests,
    }
  } catch (error) {
    if (code === 0) say(`the test report could not be read: ${error.message}`)
    return { ...none, failed: 1 }
  }
}

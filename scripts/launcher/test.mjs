import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foreground } from './child.mjs'
import { ensureChromium } from './chromium.mjs'
import { ensureDovecot } from './dovecot.mjs'
import { ensureNats } from './nats.mjs'
import { ensureRsyslog } from './rsyslog.mjs'
import { say } from './say.mjs'
import { ensureSwift } from './swift.mjs'
import { ensureWeb } from './web.mjs'

/** Runs every test, or those that the arguments name, and ends with one plain line: `N passed, N failed[, N skipped]`. */
export async function test(node, root, args) {
  const chromium = await ensureChromium()
  if (!chromium) {
    say('NO CHROMIUM: the tests in a browser are SKIPPED. Install it (Debian: apt-get install chromium-headless-shell) or set BASTIDA_CHROMIUM.')
  }
  const dovecot = await ensureDovecot()
  if (!dovecot) say('NO DOVECOT: the tests of the mailbox are SKIPPED. Install it (Debian: apt-get install dovecot-imapd).')
  const rsyslog = await ensureRsyslog()
  if (!rsyslog) say('NO RSYSLOG: the tests with real shippers of logs are SKIPPED. Install it (Debian: apt-get install rsyslog rsyslog-elasticsearch rsyslog-gnutls openssl).')
  const nats = await ensureNats()
  if (!nats) say('NO NATS: the tests of the stream of log lines are SKIPPED. Install it (Debian: apt-get install nats-server).')
  const swift = await ensureSwift()
  if (!swift) say('NO SWIFT: the tests of the archive in a bucket are SKIPPED. Install it (Debian: apt-get install swift-proxy swift-account swift-container swift-object).')
  await ensureWeb(node, root)
  const folder = mkdtempSync(join(tmpdir(), 'bastida-test-'))
  const report = join(folder, 'report.json')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await foreground(node, [vitest, 'run', ...options, ...args], { cwd: root, env: { BASTIDA_CHROMIUM: chromium } })
  const counts = count(report, code)
  rmSync(folder, { recursive: true, force: true })
  // On the build machine a missing browser, mail server, shipper, stream or bucket must not pass for a green run.
  if ((!chromium || !dovecot || !rsyslog || !nats || !swift) && process.env.CI) counts.failed += 1
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

/** The matrix of every endpoint by role by own, other's and none, and of every table under the application's role: the ladder of the tests, as a command. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { everyEndpoint } from '../server/endpoints.ts'
import type { Command } from './command.ts'
import { usageOf } from './help.ts'

type Report = { readonly numTotalTests: number; readonly numPassedTests: number; readonly numFailedTests: number; readonly testResults: readonly { readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[] }[] }

export const tenancy: Command = {
  name: 'tenancy', usage: 'tenancy matrix [--json]', summary: 'walks every door as every role, for its own, for others’ and for what is not there, and every table as the application (minutes; from a source folder)',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
    if (positionals[0] !== 'matrix') { io.say(usageOf(tenancy.usage)); return 2 }
    const folder = mkdtempSync(join(tmpdir(), 'bastida-tenancy-'))
    const out = join(folder, 'report.json')
    const root = fileURLToPath(new URL('../../', import.meta.url))
    try {
      const code = await new Promise<number>((resolve) => {
        const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'beside', 'tests/ladder', '--reporter=json', `--outputFile=${out}`], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
        child.on('close', (status) => resolve(status ?? 1))
      })
      const report = JSON.parse(readFileSync(out, 'utf8')) as Report
      const failures = report.testResults.flatMap((file) => file.assertionResults.filter((one) => one.status === 'failed').map((one) => one.fullName))
      const result = { endpoints: everyEndpoint().length, checks: report.numPassedTests + report.numFailedTests, failed: report.numFailedTests }
      io.out(values.json ? JSON.stringify(result) : `${result.endpoints} endpoints, ${result.checks} checks, ${result.failed} failed`)
      for (const name of failures) io.say(name)
      return code === 0 && result.failed === 0 ? 0 : 1
    } finally { rmSync(folder, { recursive: true, force: true }) }
  },
}

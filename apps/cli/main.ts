/** `bastida COMMAND`: data on stdout, words on stderr; exit 0 done, 1 failed, 2 not understood. */
import { commands } from './commands.ts'
import { helpOf, overview, usageOf } from './help.ts'

// Whoever reads (`| head`) may have had enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error; process.exit(0) })

const [name, ...args] = process.argv.slice(2)
const asked = name === 'help' || name === '--help'
const command = commands.find((one) => one.name === (asked ? args[0] : name))
if (!command || asked || args.includes('--help')) {
  const unknown = asked ? args[0] : name
  const found = command !== undefined || (asked && unknown === undefined)
  // Help that was asked for is what was asked for: it may be read with `| less`.
  const told = command ? helpOf(command) : `${unknown === undefined ? '' : `There is no command "${unknown}".\n\n`}${overview(commands)}`
  ;(found ? process.stdout : process.stderr).write(`${told}\n`)
  process.exitCode = found ? 0 : 2
} else {
  try {
    process.exitCode = await command.run(args, {
      out: (text) => process.stdout.write(`${text}\n`),
      say: (text) => process.stderr.write(`${text}\n`),
    })
  } catch (error) {
    const usageError = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
    process.stderr.write(`${(error as Error).message}\n${usageError ? `\n${usageOf(command.usage)}\n` : ''}`)
    process.exitCode = usageError ? 2 : 1
  }
}

/** `bastida COMMAND`: data on stdout, words on stderr; exit 0 done, 1 failed, 2 not understood. */
import { commands } from './commands.ts'

// Whoever reads (`| head`) may have had enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error; process.exit(0) })

const [name, ...args] = process.argv.slice(2)
const command = commands.find((one) => one.name === name)
if (!command) {
  process.stderr.write(`${name && name !== 'help' && name !== '--help' ? `There is no command "${name}".\n\n` : ''}${usage()}\n`)
  process.exitCode = name === 'help' || name === '--help' ? 0 : 2
} else {
  try {
    process.exitCode = await command.run(args, {
      out: (text) => process.stdout.write(`${text}\n`),
      say: (text) => process.stderr.write(`${text}\n`),
    })
  } catch (error) {
    const usageError = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
    process.stderr.write(`${(error as Error).message}\n${usageError ? `\nUsage: bastida ${command.usage}\n` : ''}`)
    process.exitCode = usageError ? 2 : 1
  }
}

function usage() {
  const width = Math.max(...commands.map((one) => one.usage.length))
  return ['Usage: bastida COMMAND', '', ...commands.map((one) => `  ${one.usage.padEnd(width)}  ${one.summary}`)].join('\n')
}

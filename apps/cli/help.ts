/** What the commands say of themselves: all of them with a sentence each, or one with the ways to call it. */
import { wrap } from '#platform/contract/wrap.ts'
import type { Command } from './command.ts'

/** Signs in a line: what a terminal has when nobody made it wider. */
const WIDTH = 80

export function overview(commands: readonly Command[]): string {
  const margin = Math.max(...commands.map((one) => one.name.length)) + 4
  const told = commands.map(({ name, summary }) => `  ${name.padEnd(margin - 2)}${wrap(summary, WIDTH - margin).join(`\n${' '.repeat(margin)}`)}`)
  return ['Usage: bastida COMMAND', '', ...told, '', 'How one is called: bastida help COMMAND'].join('\n')
}

export const helpOf = (command: Command): string => [usageOf(command.usage), '', ...wrap(command.summary, WIDTH)].join('\n')

/** A line for each way to call it. In `usage` they have ` | ` between them, outside of brackets; only the first names the command. */
export function usageOf(usage: string): string {
  const name = usage.slice(0, usage.indexOf(' '))
  return apart(usage).map((way, at) => `${at === 0 ? 'Usage: ' : '       '}bastida ${way.startsWith(`${name} `) ? way : `${name} ${way}`}`).join('\n')
}

function apart(usage: string): string[] {
  const ways = ['']
  let depth = 0
  for (const piece of usage.split(/(?=[[\]()]| \| )/)) {
    if (piece.startsWith(' | ') && depth === 0) { ways.push(piece.slice(3)); continue }
    depth += piece.startsWith('[') || piece.startsWith('(') ? 1 : piece.startsWith(']') || piece.startsWith(')') ? -1 : 0
    ways[ways.length - 1] += piece
  }
  return ways
}

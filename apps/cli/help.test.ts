import { describe, expect, test } from 'vitest'
import { commands } from './commands.ts'
import { helpOf, overview, usageOf } from './help.ts'

describe('help', () => {
  test('each way to call a command has a line, and names the command', () => {
    expect(usageOf('stix match --vectors FILE | validate FILE|- [--json]')).toBe('Usage: bastida stix match --vectors FILE\n       bastida stix validate FILE|- [--json]')
    expect(usageOf('backup FILE (--passphrase-file F | --recipient age1…) [--json]')).toBe('Usage: bastida backup FILE (--passphrase-file F | --recipient age1…) [--json]')
    expect(usageOf('keys [--new | rotate [--all | --one ID]] | keys status')).toBe('Usage: bastida keys [--new | rotate [--all | --one ID]]\n       bastida keys status')
  })

  test('all commands fit a terminal, with every word of theirs', () => {
    const text = overview(commands)
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([])
    const words = text.split(/\s+/).join(' ')
    for (const { name, summary } of commands) expect(words).toContain(`${name} ${summary}`)
    for (const one of commands) {
      expect(helpOf(one).split('\n')[0]).toMatch(new RegExp(`^Usage: bastida ${one.name} `))
      expect(helpOf(one)).not.toMatch(/ \| (?![^[(]*[\])])/)
    }
  })
})

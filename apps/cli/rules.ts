/** Collections of detection rules: a folder, or a git repository. What comes of it is a proposal, which people apply in the console. */
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isGit, readFolder, shownUrl, withGit, type Folder, type GitProblem } from '#modules/watch/server/index.ts'
import { levels, type RuleLevel } from '#modules/watch/contract.ts'
import { systemClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { compose } from '../server/compose.ts'
import { noRender, withGround, type Command, type Io } from './command.ts'
import { usageOf } from './help.ts'

export const rules: Command = {
  name: 'rules', usage: 'rules import DIR|GIT-URL [--ref REF] [--product P]… [--level L]… [--licence TEXT] [--dry-run] [--json]', summary: 'reads Sigma rules from a folder or a git repository and proposes what is new, changed or gone; nothing is in force until somebody applies it',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { ref: { type: 'string' }, product: { type: 'string', multiple: true }, level: { type: 'string', multiple: true }, licence: { type: 'string' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } }, allowPositionals: true })
    const [what, from] = positionals
    const wanted = (values.level ?? []).flatMap((one) => levels.find((level) => level === one) ?? [])
    const git = from !== undefined && isGit(from)
    if (what !== 'import' || !from || positionals.length > 2 || wanted.length < (values.level ?? []).length || (values.ref !== undefined && !git)) { io.say(`${usageOf(rules.usage)}\nLevels: ${levels.join(', ')}. --ref is for git.`); return 2 }
    if (!git && /^[a-z][a-z+.-]*:\/\//i.test(from)) { io.say('a repository is reached by https://, file:// or ssh://'); return 2 }
    const work = (folder: Folder | GitProblem, ref: string) => ('problem' in folder ? folder : propose(folder, { kind: git ? 'git' : 'folder', origin: git ? shownUrl(from) : resolve(process.cwd(), from), ref, products: values.product ?? [], levels: wanted, licence: values.licence ?? '' }, values['dry-run'] ?? false, io))
    const done = git ? await withGit(from, values.ref, async (folder, commit) => work(await readFolder(folder), commit)) : await work(await readFolder(resolve(process.cwd(), from)), '')
    if ('problem' in done) { io.say(`${git ? shownUrl(from) : basename(from)}: ${done.problem}`); if (values.json) io.out(JSON.stringify(done)); return 1 }
    const { refused, ...said } = done
    if (values.json) io.out(JSON.stringify({ ...said, refused: refused.length }))
    else io.out(`${said.added} new, ${said.changed} changed, ${said.gone} gone, ${said.same} same, ${refused.length} refused, ${said.failing} fail their events, ${said.ms} ms${said.importId ? `\nproposal ${said.importId}: apply it in the console, Watch, Imports` : ' (nothing was kept)'}`)
    return 0
  },
}

type Setting = { readonly kind: 'git' | 'folder'; readonly origin: string; readonly ref: string; readonly products: readonly string[]; readonly levels: readonly RuleLevel[]; readonly licence: string }
async function propose({ files, trials, left }: Folder, setting: Setting, dry: boolean, io: Io) {
  for (const one of left.slice(0, 100)) io.say(`left out: ${one}`)
  return withGround(async (opened) => {
    const started = systemClock.elapsedMs()
    const done = await compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } }).watch.imports.propose(system('cli'), { ...setting, files, trials }, dry)
    for (const one of done.refused.slice(0, 500)) io.say(`refused: ${one.path}${one.title && `, ${one.title}`}: ${one.problems.map(({ message, line }) => `${message}${line ? ` (line ${line})` : ''}`).join('; ')}`)
    return { ...done, ms: Math.round(systemClock.elapsedMs() - started) }
  })
}

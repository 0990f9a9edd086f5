import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { evaluate, factsFromJson, formatInstant, renderMessage, runVectors, stateLabels } from '#engines/deadlines/index.ts'
import { contacts } from '#modules/identity/contract.ts'
import { createTerritory, partyIdOf } from '#modules/territory/server/index.ts'
import { verifyIn } from '#platform/audit/index.ts'
import { environment, readConfig } from '#platform/config.ts'
import { systemClock } from '#platform/clock.ts'
import { LIVE, system } from '#platform/contract/index.ts'
import { backup, type BackupKey } from '#platform/db/backup.ts'
import { readKeyFile } from '#platform/keys/file.ts'
import { compose } from '../server/compose.ts'
import { restoreInto } from '../server/ground.ts'
import { configOrThrow, noRender, withGround, type Command, type Io } from './command.ts'
import { usageOf } from './help.ts'
import { ATTACK_USAGE, importAttack } from './attack.ts'
import { detecting } from './detect.ts'
import { hunting } from './hunt.ts'
import { identity } from './identity.ts'
import { importStix } from './import-stix.ts'
import { indicators } from './indicators.ts'
import { keeping } from './keys.ts'
import { importIncidents, INCIDENTS_USAGE } from './incidents.ts'
import { importReports, intake } from './intake.ts'
import { mail } from './mail.ts'
import { report } from './report.ts'
import { rules } from './rules.ts'
import { stix } from './stix.ts'
import { tenancy } from './tenancy.ts'

const config: Command = {
  name: 'config', usage: 'config check [--json]', summary: 'says whether the environment is understood, variable by variable',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
    if (positionals[0] !== 'check') { io.say(usageOf(config.usage)); return 2 }
    const { config: read, problems } = readConfig()
    if (values.json) io.out(JSON.stringify({ ok: problems.length === 0, problems, config: read ? { ...read, databaseUrl: read.databaseUrl && '(set)', smtpUrl: read.smtpUrl && '(set)', pec: read.pec && '(set)', sms: read.sms && '(set)', imap: read.imap && '(set)' } : null }))
    else {
      for (const [name, field] of Object.entries(environment.shape)) io.out(`${problems.some((one) => one.variable === name) ? '✗' : '✓'} ${name.padEnd(14)} ${field.description ?? ''}`)
      for (const one of problems) io.say(`${one.variable}: ${one.problem}`)
    }
    return problems.length === 0 ? 0 : 1
  },
}

const audit: Command = {
  name: 'audit', usage: 'audit verify [--json]', summary: 'reads the whole audit chain and says where it does not hold',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
    if (positionals[0] !== 'verify') { io.say(usageOf(audit.usage)); return 2 }
    const result = await withGround(({ workerPool }) => verifyIn(workerPool))
    io.out(values.json ? JSON.stringify(result) : result.ok ? `${result.entries} entries, the chain holds` : `the chain does not hold: ${result.problem}`)
    return result.ok ? 0 : 1
  },
}

const deadlines: Command = {
  name: 'deadlines', usage: 'deadlines --vectors [--json] | --facts FILE [--now ISO] [--lang it|fr|en] [--json]', summary: 'runs the engine of deadlines alone: the test vectors, or a document of facts',
  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: { vectors: { type: 'boolean' }, facts: { type: 'string' }, now: { type: 'string' }, lang: { type: 'string', default: 'it' }, json: { type: 'boolean' } } })
    if (values.vectors) {
      const { passed, failed, failures } = runVectors()
      io.out(values.json ? JSON.stringify({ passed, failed, failures }) : `${passed} passed, ${failed} failed`)
      for (const failure of failures) io.say(JSON.stringify(failure))
      return failed === 0 ? 0 : 1
    }
    if (values.facts === undefined) { io.say(usageOf(deadlines.usage)); return 2 }
    const { facts, problems } = factsFromJson(JSON.parse(readFileSync(values.facts === '-' ? 0 : values.facts, 'utf8')))
    if (!facts) {
      if (values.json) io.out(JSON.stringify({ problems }))
      for (const problem of problems) io.say(JSON.stringify(problem))
      return 1
    }
    const result = evaluate(facts, values.now ? new Date(values.now) : systemClock.now())
    if (values.json) io.out(JSON.stringify(result))
    else for (const row of result.obligations) {
      const lang = values.lang === 'fr' || values.lang === 'en' ? values.lang : 'it'
      io.out(`${row.id.padEnd(28)} ${stateLabels[row.state][lang].padEnd(24)} ${row.strictAt ? formatInstant(row.strictAt, lang, result.country) : ''}`)
      for (const reason of row.reasons) io.out(`    ${renderMessage(reason, lang, result.country)}`)
    }
    return 0
  },
}

const bench: Command = {
  name: 'bench', usage: 'bench cascade|cases|desk|portal|sigma|indicators|correlations|stix|observatory|pipe [--objects N] [--json]', summary: 'measures on this machine; ratios are within one run',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' }, objects: { type: 'string' } }, allowPositionals: true })
    const one: Bench | undefined = benches[positionals[0] as keyof typeof benches]
    if (!one) { io.say(usageOf(bench.usage)); return 2 }
    io.out(JSON.stringify(await one(io, values.objects === undefined ? {} : { objects: Number(values.objects) }), null, values.json ? 0 : 2))
    return 0
  },
}

type BenchOptions = { readonly objects?: number }
type Bench = (io: Io, options: BenchOptions) => Promise<unknown>
/** Loaded when asked for: a bench brings tools that no other command needs. */
const benches = {
  cascade: async (io: Io) => (await import('#tests/bench/commands.ts')).benchCascadeCommand(io),
  cases: async (io: Io) => (await import('#tests/bench/commands.ts')).benchCasesCommand(io),
  desk: async (io: Io) => (await import('#tests/bench/commands.ts')).benchDeskCommand(io),
  portal: async (io: Io) => (await import('#tests/bench/commands.ts')).benchPortalCommand(io),
  sigma: async (io: Io) => (await import('#tests/bench/sigma.ts')).benchSigmaCommand(io),
  indicators: async (io: Io) => (await import('#tests/bench/indicators.ts')).benchIndicatorsCommand(io),
  correlations: async (io: Io) => (await import('#tests/bench/correlations.ts')).benchCorrelationsCommand(io),
  observatory: async (io: Io) => (await import('#tests/bench/observatory.ts')).benchObservatory((text) => io.say(text)),
  stix: async (io: Io, options: BenchOptions) => (await import('#tests/bench/stix.ts')).benchStixCommand(io, options),
  pipe: async (io: Io) => (await import('#tests/bench/pipe.ts')).benchPipeCommand(io),
}

const importing: Command = {
  name: 'import', usage: `import registry|boundaries|reports FILE [--region NAME] [--dry-run] [--json] | stix FILE --collection ALIAS [--format stix|misp] [--json] | ${INCIDENTS_USAGE} | ${ATTACK_USAGE}`, summary: 'stores a registry of parties, services or dependencies, borders (GeoJSON), a table of reports (CSV), STIX objects or MISP events, attacks for the catalogue, or a release of ATT&CK; the format is recognised',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { region: { type: 'string' }, collection: { type: 'string' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, format: { type: 'string' }, mapping: { type: 'string' }, tlp: { type: 'string' }, seed: { type: 'boolean' }, version: { type: 'string' }, use: { type: 'boolean' } }, allowPositionals: true })
    const [what, file] = positionals
    if (what === 'incidents' && !values['dry-run'] && !values.region && !values.collection) return importIncidents(file, values, io)
    if (what === 'attack' && !values['dry-run'] && !values.region && !values.collection && !values.format && !values.tlp) return importAttack(file, values, io)
    const format = values.format === 'misp' || values.format === 'stix' ? values.format : undefined
    if (what === 'stix' && file && values.collection && (values.format === undefined || format)) return importStix(resolve(process.cwd(), file), values.collection, { json: values.json ?? false, format }, io)
    if (what === 'reports' && file && !values['dry-run'] && !values.region) return importReports(resolve(process.cwd(), file), values.json ?? false, io)
    if (!file || (what !== 'registry' && what !== 'boundaries')) { io.say(usageOf(importing.usage)); return 2 }
    const path = resolve(process.cwd(), file)
    const report = await withGround(async ({ ground }) => {
      const { service } = createTerritory(ground)
      const actor = system('cli')
      return service.importRegistry(actor, { path, fileName: basename(path), ...(values.region ? { region: values.region } : {}), dryRun: values['dry-run'] ?? false })
    })
    for (const note of report.notes) io.say(note)
    for (const problem of report.problems) io.say(`line ${problem.line}: ${problem.text}`)
    if (report.badRowsFile) io.say(`refused rows: ${report.badRowsFile}`)
    if (report.fatal) io.say(report.fatal.text)
    const { read, stored, unchanged, refused, skipped, ms } = report
    io.out(values.json ? JSON.stringify({ read, stored, unchanged, refused, ms, skipped, format: report.format, skippedBy: report.skippedBy, ...(report.borders ? { borders: report.borders } : {}) }) : `${report.format}: ${read} read, ${stored} stored, ${unchanged} unchanged, ${refused} refused, ${skipped} left out, ${ms} ms`)
    return report.fatal ? 1 : 0
  },
}

const proposing: Command = {
  name: 'propose', usage: 'propose names [--server ADDRESS[:PORT]]… [--json] | ocds|decp FILE [--json] | customers FILE --provider REGISTRY:CODE [--json] | similar|memberships [--json]', summary: 'finds dependencies to ask about: names of the net, public contracts, a provider’s list of customers, bodies alike, unions',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { server: { type: 'string', multiple: true }, provider: { type: 'string' }, json: { type: 'boolean' } }, allowPositionals: true })
    const [from, file] = positionals
    const withFile = from === 'ocds' || from === 'decp' || from === 'customers'
    if (!(withFile || from === 'names' || from === 'similar' || from === 'memberships') || (withFile && !file) || (from === 'customers' && !values.provider)) { io.say(usageOf(proposing.usage)); return 2 }
    const text = file ? readFileSync(resolve(process.cwd(), file), 'utf8') : ''
    const total = { found: 0, stored: 0, unchanged: 0, known: 0, providersAdded: 0, unmatched: 0, silent: 0 }
    await withGround(async ({ ground }) => {
      const { service } = createTerritory(ground, { nameServers: values.server ?? [] })
      const actor = system('cli')
      const add = (report: Awaited<ReturnType<typeof service.proposeEdges>> | null) => {
        if (!report) return
        for (const key of ['found', 'stored', 'unchanged', 'known', 'providersAdded'] as const) total[key] += report[key]
        total.unmatched += report.unmatchedTotal
        for (const one of report.unmatched) io.say(`not in the territory: ${one.name} (${one.reference})`)
      }
      if (from !== 'names') {
        const [registry, ...code] = (values.provider ?? '').split(':')
        add(await service.proposeEdges(actor, from === 'customers' ? { from, providerId: partyIdOf(LIVE, { registry: registry!, code: code.join(':') }), csv: text } : withFile ? { from, document: JSON.parse(text) as never } : { from }))
        return
      }
      for (let after: string | undefined | null; after !== null;) {
        const step = await service.proposeFromNames(actor, after ? { after } : {})
        add(step.report)
        total.silent += step.silent
        io.say(`${step.looked} of ${step.named} bodies with a known domain (${step.unnamed} without)`)
        after = step.next
      }
    })
    io.out(values.json ? JSON.stringify(total) : `${total.found} found, ${total.stored} new questions, ${total.unchanged} unchanged, ${total.known} answered before, ${total.providersAdded} providers added, ${total.unmatched} names not known${total.silent > 0 ? `, ${total.silent} bodies for which no server answered` : ''}`)
    return 0
  },
}

const exercising: Command = {
  name: 'exercise', usage: 'exercise westpole [--bodies N] [--own-registry] [--seed N] [--until-hour H] [--json]', summary: 'plays the fall of a provider in a realm of its own; nothing leaves',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { bodies: { type: 'string', default: '1300' }, seed: { type: 'string', default: '20231208' }, 'until-hour': { type: 'string', default: '400' }, 'own-registry': { type: 'boolean' }, json: { type: 'boolean' } }, allowPositionals: true })
    if (positionals[0] !== 'westpole') { io.say(usageOf(exercising.usage)); return 2 }
    const view = await withGround(async (opened) => {
      const centre = compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } })
      return centre.exercise.service.play(system('cli'), { bodies: Number(values.bodies), seed: Number(values.seed), ownRegistry: values['own-registry'] ?? false, untilHour: Number(values['until-hour']) }, io.say)
    })
    const counts = view.counts!
    if (values.json) io.out(JSON.stringify({ bodies: counts.bodies, children: counts.children, obligations: counts.obligations, notices: counts.notices, ms: counts.openMs, total_ms: counts.totalMs, findings: view.findings.map((one) => ({ code: one.code, value: one.value })) }))
    else {
      io.out(`${counts.bodies} bodies, ${counts.children} tied cases, ${counts.obligations} obligations, ${counts.notices} notice drafts: ${counts.openMs} ms from opening to all stored, ${counts.totalMs} ms the whole story`)
      for (const one of view.findings) io.out(`${one.value ?? '–'}  ${one.text.it}`)
    }
    return view.state === 'done' ? 0 : 1
  },
}

const reaching: Command = {
  name: 'centre', usage: 'centre contacts [FILE]', summary: 'shows how the centre is reached, or sets it from a JSON file: telephone and its hours, addresses',
  async run(args, io) {
    const [what, file] = args
    if (what !== 'contacts') { io.say(usageOf(reaching.usage)); return 2 }
    const read = file === undefined ? undefined : contacts.safeParse(JSON.parse(readFileSync(resolve(process.cwd(), file), 'utf8')))
    if (read?.success === false) {
      for (const issue of read.error.issues) io.say(`${issue.path.join('.') || file}: ${issue.message}`)
      return 1
    }
    io.out(JSON.stringify(await withGround(async (opened) => {
      const centre = compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } })
      if (read) await centre.identity.service.setContacts(system('cli'), read.data)
      return (await centre.centre()).contacts
    }), null, 2))
    return 0
  },
}

const backingUp: Command = {
  name: 'backup', usage: 'backup FILE (--passphrase-file F | --recipient age1…) [--json]', summary: 'one consistent, encrypted file: database, evidence, imports',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { 'passphrase-file': { type: 'string' }, recipient: { type: 'string' }, json: { type: 'boolean' } }, allowPositionals: true })
    const key = keyOf(values['passphrase-file'], values.recipient ? { recipient: values.recipient } : undefined)
    if (!positionals[0] || !key) { io.say(`${usageOf(backingUp.usage)}\nWithout the key nobody can open the file, not even its owner: keep it elsewhere.`); return 2 }
    const file = resolve(process.cwd(), positionals[0])
    const report = await withGround(({ ready, ground, secret, keys }) => {
      if (keys.missing.length > 0) io.say(`A key of this centre is missing and so it is from this backup: evidence sealed to ${keys.missing.join(', ')} will not open after a restore either.`)
      return backup({ connect: ready.connect, dataFolder: ground.dataFolder, file, key, now: ground.clock.now(), session: secret, keys: readKeyFile(ground.dataFolder) })
    })
    io.out(values.json ? JSON.stringify(report) : `${report.tables} tables, ${report.rows} rows, ${report.files} files, ${report.bytes} bytes: ${file}`)
    return 0
  },
}

const restoring: Command = {
  name: 'restore', usage: 'restore FILE (--passphrase-file F | --identity-file F) [--json]', summary: 'brings a backup back into an empty centre; every table is compared',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { 'passphrase-file': { type: 'string' }, 'identity-file': { type: 'string' }, json: { type: 'boolean' } }, allowPositionals: true })
    const identity = values['identity-file'] ? readFileSync(values['identity-file'], 'utf8').split('\n').find((text) => text.startsWith('AGE-SECRET-KEY-'))?.trim() : undefined
    const key = keyOf(values['passphrase-file'], identity ? { identity } : undefined)
    if (!positionals[0] || !key) { io.say(usageOf(restoring.usage)); return 2 }
    const file = resolve(process.cwd(), positionals[0])
    const report = await restoreInto(configOrThrow(), file, key, systemClock.now())
    io.out(values.json ? JSON.stringify(report) : `${report.tables} tables, ${report.rows} rows, ${report.files} files are back as they were at ${report.createdAt}; the audit chain holds (${report.audit.entries} entries)`)
    return 0
  },
}

const purging: Command = {
  name: 'purge', usage: 'purge [--dry-run | --prove ID] [--json]', summary: 'takes away what is past its term and says rule by rule what went; with --dry-run what would go',
  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: { 'dry-run': { type: 'boolean' }, prove: { type: 'string' }, json: { type: 'boolean' } } })
    const dryRun = values['dry-run'] ?? false
    if (dryRun && values.prove !== undefined) { io.say(usageOf(purging.usage)); return 2 }
    return withGround(async (opened) => {
      const { service } = compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } }).retention
      if (values.prove !== undefined) {
        const found = await service.prove(values.prove)
        if (values.json) io.out(JSON.stringify(found))
        else for (const one of found) io.out(`${one.rule} took it away on ${one.at}, with ${one.removed - 1} others; the proof ${one.holds ? `holds (entry ${one.entry ?? 'not sealed yet'} of the audit log, digest ${one.digest})` : 'does NOT agree with the audit log'}`)
        if (found.length === 0) io.say('No run has taken this id away.')
        return found.length > 0 && found.every((one) => one.holds) ? 0 : 1
      }
      const report = await service.purge('command', { dryRun })
      if (values.json) io.out(JSON.stringify(report))
      else {
        for (const one of report.rules) io.out(`${one.rule.padEnd(22)} ${String(one.removed).padStart(7)} ${dryRun ? 'would go' : 'gone'}${one.files > 0 ? `, ${one.files} files` : ''}${one.oldest ? `, terms from ${one.oldest.toISOString().slice(0, 10)} to ${one.newest!.toISOString().slice(0, 10)}` : ''}`)
        for (const one of report.rules) if (one.problem !== null) io.say(`${one.rule}: ${one.problem}`)
      }
      return report.rules.some((one) => one.problem !== null) ? 1 : 0
    })
  },
}

function keyOf(passphraseFile: string | undefined, other: BackupKey | undefined): BackupKey | undefined {
  return passphraseFile ? { passphrase: readFileSync(passphraseFile, 'utf8').trim() } : other
}

export const commands: readonly Command[] = [config, reaching, importing, proposing, exercising, intake, mail, identity, deadlines, audit, backingUp, restoring, keeping, purging, detecting, hunting, tenancy, stix, rules, indicators, report, bench]

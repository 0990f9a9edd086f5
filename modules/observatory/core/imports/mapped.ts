/** A table of anybody: a person says once which column is which fact; what the header suggests is proposed. */
import { isRsit } from '#modules/cases/contract.ts'
import { sector as sectorShape, verisActions, victimKinds, type Facts, type Statement, type VerisAction, type VictimKind } from '../../contract-facts.ts'
import { targets, type DateFormat, type Mapping, type Target } from '../../contract-imports.ts'
import { countryOf } from './countries.ts'
import { accept, known, problem, type Problem } from './read.ts'
import { columnKey, type Row } from './table.ts'
import { cleanLine, cleanProse, isUnknown, listOf, momentOf, numberOf, plainWords, wholeOf } from './text.ts'

/** As headers are called in three languages. */
const names: Readonly<Record<Target, RegExp>> = {
  id: /^(id|identifier|incident id|case id|ref|reference|riferimento|reference|numero|codice)$/, title: /^(title|titolo|titre|name|nome incidente|intitule|incident|incidente|oggetto|objet|subject)$/, summary: /^(summary|description|descrizione|sintesi|resume|testo|details|note)$/,
  started: /^(date|data|start|started|start date|inizio|data inizio|debut|date debut|data evento|date incident|incident date|when|anno|year|annee)$/, discovered: /^(discovered|discovery|detected|scoperta|rilevamento|data scoperta|decouverte|date decouverte|detection date|notified|submission date)$/, contained: /^(contained|contenimento|confinement)$/, restored: /^(restored|ripristino|data ripristino|retablissement|end|fine|fin|end date|recovered)$/,
  rsit: /^(rsit|class|classe|category|categoria|categorie|incident type|taxonomy)$/, action: /^(action|azione|type|tipo|attack type|tipo attacco|type attaque|vettore|attack)$/, techniques: /^(techniques?|tecniche|att ck|mitre|ttps?)$/,
  victim_name: /^(victim|vittima|victime|victim name|organi[sz]ation|ente|organisme|company|target|azienda)$/, victim_kind: /^(victim kind|kind|tipo vittima|type victime|tipo ente|victim type|type organisme)$/, victim_count: /^(victims|vittime|victimes|count|victim count|numero vittime)$/,
  sector: /^(sector|settore|secteur|nace|ateco|naf|industry)$/, country: /^(country|paese|pays|nazione|stato|receiver country)$/, region: /^(region|regione|state)$/, province: /^(province|provincia|departement)$/, place: /^(place|luogo|lieu|city|citta|ville|comune|commune)$/,
  people: /^(people|persone|personnes|individuals affected|affected|interessati|persone coinvolte)$/, records: /^(records|record|enregistrements|records lost)$/, gigabytes: /^(gigabytes|gb|go)$/, cost_eur: /^(cost|costo|cout|cost eur|costo eur|danno|loss)$/, days_to_restore: /^(days|giorni|jours|days to restore|downtime days|giorni di fermo|duree)$/,
  extortion: /^(extortion|ransom|riscatto|rancon|estorsione)$/, url: /^(url|link|source|fonte|lien|sources?)$/, actor: /^(actor|attore|acteur|threat actor|gruppo|groupe|group|claimed by)$/,
}
/** @param rows some of the table: their dates show in which order they are written. */
export function proposeMapping(header: readonly string[], rows: readonly (readonly string[])[]): Mapping {
  const taken = new Set<Target>()
  const columns: Mapping['columns'] = []
  for (const [at, name] of header.entries()) {
    const plain = plainWords(name)
    const target = targets.find((one) => !taken.has(one) && (columnKey(name) === one || names[one].test(plain)))
    if (target === undefined || plain === '') continue
    taken.add(target)
    const isDate = ['started', 'discovered', 'contained', 'restored'].includes(target)
    columns.push({ column: cleanLine(name, 200), target, ...(isDate ? { format: formatOf(rows.map((row) => row[at] ?? '')) } : {}) })
  }
  return { columns: columns.slice(0, 60) }
}
/** The format that reads most of these; days before months where both do, as both countries write. */
function formatOf(cells: readonly string[]): DateFormat {
  const filled = cells.filter((cell) => !isUnknown(cell))
  const read = (format: DateFormat) => filled.filter((cell) => momentOf(cell, format) !== undefined).length
  return (['dmy', 'mdy'] as const).toSorted((a, b) => read(b) - read(a))[0]!
}

export function readMapped(row: Row, mapping: Mapping, from: { readonly title: string }): Statement | Problem {
  const cells = new Map<Target, { text: string; format: DateFormat; column: string }>()
  for (const { column, target, format, values } of mapping.columns) {
    const raw = cleanProse(row(columnKey(column)), 20_000)
    const meant = values && Object.hasOwn(values, raw) ? values[raw]! : raw
    if (!isUnknown(meant) && !cells.has(target)) cells.set(target, { text: meant, format: format ?? 'dmy', column })
  }
  if (cells.size === 0) return problem('empty')
  const text = (target: Target) => cells.get(target)?.text ?? ''
  let wrong: Problem | undefined
  const ask = <T>(target: Target, read: (text: string, format: DateFormat) => T | undefined, code: Problem['code'] = 'bad_value'): T | undefined => {
    const cell = cells.get(target)
    if (!cell) return undefined
    const value = read(cell.text, cell.format)
    if (value === undefined) wrong ??= problem(code, { column: cell.column, value: cell.text.slice(0, 80) })
    return value
  }
  const moment = (target: Target) => ask(target, momentOf, 'bad_date')
  const count = ask('victim_count', wholeOf) ?? 1
  const kind = ask('victim_kind', (given): VictimKind | undefined => victimKinds.find((one) => one === given.toLowerCase().replaceAll(' ', '_')) ?? kindWords.find(([like]) => like.test(plainWords(given)))?.[1], 'unknown_term') ?? 'unknown'
  const action = ask('action', (given): { action: VerisAction; varieties: string[] } | undefined => {
    const exact = verisActions.find((one) => one === given.toLowerCase())
    return exact ? { action: exact, varieties: [] } : actionWords.find(([like]) => like.test(plainWords(given)))?.[1]
  }, 'unknown_term')
  const country = ask('country', countryOf, 'unknown_term')
  const victim = known({ kind, count, size: 'unknown' as const, name: kind === 'person' ? undefined : cleanLine(text('victim_name')), sector: ask('sector', (given) => (sectorShape.safeParse(given.toUpperCase()).success ? given.toUpperCase() : undefined), 'unknown_term'), country, region: cleanLine(text('region'), 120), province: cleanLine(text('province'), 120), place: cleanLine(text('place'), 120) })
  const facts = known({
    title: cleanLine(text('title')), summary: text('summary') === '' ? undefined : cleanProse(text('summary')), started: moment('started'), discovered: moment('discovered'), contained: moment('contained'), restored: moment('restored'),
    rsit: ask('rsit', (given) => { const [name, type] = given.toLowerCase().split('/'); return isRsit(name!, type ?? null) ? given.toLowerCase() : undefined }, 'unknown_term'), actions: action ? [{ ...action, vectors: [] }] : undefined,
    techniques: listOf(text('techniques').replaceAll(',', ';')).filter((one) => /^T\d{4}(\.\d{3})?$/.test(one)), people: ask('people', wholeOf), records: ask('records', wholeOf), gigabytes: ask('gigabytes', numberOf), costEur: ask('cost_eur', numberOf), daysToRestore: ask('days_to_restore', numberOf),
    extortion: ask('extortion', (given) => (/^(yes|y|si|s|oui|o|true|1)$/.test(plainWords(given)) ? ('yes' as const) : /^(no|n|non|false|0)$/.test(plainWords(given)) ? ('no' as const) : undefined), 'unknown_term'),
    claims: text('actor') === '' ? undefined : [{ by: cleanLine(text('actor'), 200), proven: false }], victims: Object.keys(victim).length > 3 || kind !== 'unknown' || count > 1 ? [victim] as never : undefined,
  } satisfies { [field in keyof Facts]?: unknown })
  if (wrong) return wrong
  const id = cleanLine(text('id'), 200)
  const url = /https?:\/\/[^\s;,"<>]{3,1900}/.exec(text('url'))?.[0]
  return accept({ source: { kind: 'dataset', title: cleanLine(from.title) || 'CSV', ...(url !== undefined && URL.canParse(url) ? { url } : {}) }, key: id === '' ? undefined : `csv:${cleanLine(from.title, 80)}:${id}`, facts, confidence: 50 }, `csv:${cleanLine(from.title, 80)}`)
}

const kindWords: readonly (readonly [RegExp, VictimKind])[] = [
  [/^(comune|commune|mairie|municipality|town|city)/, 'municipality'], [/^(scuola|ecole|school|college|lycee|istituto)/, 'school'], [/universit/, 'university'], [/(asl|usl|ospedal|hopital|hospital|sanit|sante|health)/, 'health_agency'], [/^(regione|region)/, 'region'], [/^(provincia|province|departement)/, 'province'],
  [/(trasport|transport)/, 'transport'], [/^(fornitore|provider|fournisseur|prestataire|hebergeur|cloud)/, 'provider'], [/^(persona|personne|person|privat|citizen|cittadin|citoyen|particulier)/, 'person'], [/(azienda|impresa|pmi|entreprise|societe|societa|firm|company|business)/, 'firm'], [/(minister|ministr|authority|autorit|agenzia|agence|agency)/, 'authority'],
]
const actionWords: readonly (readonly [RegExp, { readonly action: VerisAction; readonly varieties: string[] }])[] = [
  [/ransom|rancong|crypto ?lock/, { action: 'malware', varieties: ['Ransomware'] }], [/malware|virus|trojan|maliciel/, { action: 'malware', varieties: [] }], [/phish|hameconn|smish|vish/, { action: 'social', varieties: ['Phishing'] }], [/social|truffa|arnaque|fraud|frode/, { action: 'social', varieties: [] }],
  [/ddos|denial|deni de service|dos\b/, { action: 'hacking', varieties: ['DoS'] }], [/hack|intrus|exploit|defac|brute|sql/, { action: 'hacking', varieties: [] }], [/theft|furto|vol\b/, { action: 'physical', varieties: ['Theft'] }], [/error|errore|erreur|misconfig|loss|perdita|perte/, { action: 'error', varieties: [] }], [/misuse|abus|insider/, { action: 'misuse', varieties: [] }],
]

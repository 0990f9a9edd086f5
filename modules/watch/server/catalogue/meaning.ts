/** What a proposal means beyond its own text: which rules a filter changes, who becomes a part, what stands on what goes. */
import { readDocuments } from '#engines/sigma/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Change } from '../../core/changes.ts'
import { reachOf, referencesIn, type Reachable } from '../../core/references.ts'
import * as store from '../store/imports-store.ts'
import { rulesById } from '../store/rules-store.ts'
import type { File, RuleText, Standing } from './read.ts'

const ROUNDS_MOST = 20
const TEXT_MOST = 500
/** A first `id:` of each document, however it is written. */
const IDS = /^id\s*:\s*["']?([^\s"'#]+)/gm

/** Of the catalogue: what the files refer to, by way of others too, and the correlations that refer to what they bring. */
export async function meantBy(tx: Tx, files: readonly File[]): Promise<Standing[]> {
  const given = files.flatMap(({ text }) => [...text.matchAll(IDS)].map((found) => found[1]!))
  const known = new Map<string, Standing>()
  let [references, under] = [referencesIn(files), given]
  for (let round = 0; round < ROUNDS_MOST && references.length + under.length > 0; round++) {
    const more = (await store.rulesMeant(tx, references, under)).filter((one) => !known.has(one.id))
    for (const one of more) known.set(one.id, one)
    ;[references, under] = [more.filter((one) => one.form === 'correlation').flatMap((one) => one.parts).filter((id) => !known.has(id)), []]
  }
  return [...known.values()]
}

/** @param brought all that the files have, proposed or as it stands */
export async function meansFor(tx: Tx, proposals: readonly store.NewProposal[], brought: readonly RuleText[]): Promise<store.NewProposal[]> {
  const filters = proposals.filter((one) => one.form === 'filter')
  const ids = proposals.map((one) => one.rule_id)
  const gone = new Set(proposals.filter((one) => one.kind === 'gone').map((one) => one.rule_id))
  const before = new Map((await rulesById(tx, ids)).map((one) => [one.id, one]))
  const above = (await store.rulesMeant(tx, [], ids)).filter((one) => !brought.some((other) => other.id === one.id) && !gone.has(one.id))
  const correlations = [...brought.filter((one) => one.form === 'correlation'), ...above]
  const stands = filters.length === 0 ? [] : await store.reachable(tx)
  const here = new Map<string, Reachable>([...stands, ...brought.filter((one) => one.form === 'rule').map((one) => ({ ...one, name: one.called }))].filter((one) => !gone.has(one.id)).map((one) => [one.id, one]))
  const titlesOver = (id: string) => said(correlations.filter((one) => one.parts.includes(id)).map((one) => one.title))
  return proposals.map((one) => {
    const was = before.get(one.rule_id)
    const more: Change[] = []
    if (one.form === 'filter') {
      const now = one.kind === 'gone' ? '' : reached(one.yaml, [...here.values()])
      const then = was ? reached(was.yaml, stands) : ''
      more.push({ what: 'reach', before: then, after: now })
    } else if (one.kind === 'gone') {
      if (titlesOver(one.rule_id) !== '') more.push({ what: 'under', before: '', after: titlesOver(one.rule_id) })
    } else if (one.silent && !was?.silent) more.push({ what: 'silent', before: '', after: titlesOver(one.rule_id) })
    else if (!one.silent && was?.silent) more.push({ what: 'alone', before: '', after: '' })
    // That its words alone change is not said beside something that does.
    return more.length === 0 ? one : { ...one, changes: [...one.changes.filter((change) => change.what !== 'text' || was?.yaml !== one.yaml), ...more] }
  })
}

function reached(yaml: string, all: readonly Reachable[]): string {
  const [doc] = readDocuments([{ path: 'filter.yml', text: yaml }]).documents
  return doc?.kind === 'filter' ? said(reachOf(doc, all).map((one) => one.title)) : ''
}
/** How many, and the first of them by name. */
const said = (titles: readonly string[]): string => (titles.length === 0 ? '' : `${titles.length}: ${titles.join(' · ')}`.slice(0, TEXT_MOST))

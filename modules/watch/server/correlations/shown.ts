/** What a correlation or a filter says, and what stands on a rule, for the rule's page. */
import { readDocuments } from '#engines/sigma/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { RuleForm, RuleLinks, RuleState } from '../../contract-shapes.ts'
import { reachOf } from '../../core/references.ts'
import { reachable } from '../store/imports-store.ts'
import { correlationsOver, filtersInForce, rulesById, type RuleRow } from '../store/rules-store.ts'
import { missedOf } from '../store/steps-store.ts'

const REACHED_SHOWN = 50

export async function linksOf(tx: Tx, row: RuleRow, since: Date): Promise<RuleLinks> {
  const [doc] = readDocuments([{ path: row.id, text: row.yaml }]).documents
  const under = (await correlationsOver(tx, row.id)).map(toLink)
  const missed = { ...await missedOf(tx, [row.id], since), ...(row.form === 'correlation' && { cut: (await missedOf(tx, row.parts, since)).cut }) }
  const nothing = { correlation: null, under, filters: [], reaches: null, missed }
  if (row.form === 'correlation' && doc?.kind === 'correlation') {
    const parts = new Map((await rulesById(tx, row.parts)).map((one) => [one.id, one]))
    const { type, condition: { field = '', percentile = null, bounds, expression = '' }, groupBy, timespanMs, aliases, generate } = doc
    return {
      ...nothing, correlation: {
        type, field, percentile, bounds: bounds.map(({ op, value }) => ({ op, value })), expression, groupBy: [...groupBy], windowS: timespanMs / 1000, generate,
        aliases: Object.entries(aliases).map(([alias, byRule]) => ({ alias, fields: Object.values(byRule) })),
        parts: row.parts.flatMap((id) => parts.get(id) ?? []).map(toLink),
      },
    }
  }
  if (row.form === 'filter') {
    const reached = doc?.kind === 'filter' ? reachOf(doc, await reachable(tx)) : []
    return { ...nothing, reaches: { total: reached.length, items: reached.slice(0, REACHED_SHOWN).map(({ id, title }) => ({ id, title })) } }
  }
  return { ...nothing, filters: (await filtersInForce(tx)).filter((one) => reaches(one, row)).map(toLink) }
}

const toLink = (row: RuleRow) => ({ id: row.id, title: row.title, form: row.form as RuleForm, state: row.state as RuleState })
function reaches(filter: RuleRow, row: RuleRow): boolean {
  const [doc] = readDocuments([{ path: filter.id, text: filter.yaml }]).documents
  return doc?.kind === 'filter' && reachOf(doc, [{ ...row, name: row.called }]).length > 0
}

/** Hits of rules that correlations refer to, in the order in which correlations took them; and what could not be counted. */
import { sql, type Selectable } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { WatchStep } from '#db/types.ts'

const q = (tx: Tx) => own<'watch'>(tx)
const here = sql<boolean>`realm = (select current_setting('app.realm', true))`
/** One place for all correlations of the centre, beside those of the queues. */
const CURSOR = 'watch.correlations'

export type KeptLine = { readonly place: number; readonly line: string; readonly cut: boolean }
export type StepHit = readonly [moment: number, place: number]
export type NewStep = {
  readonly realm: string; readonly partyId: string; readonly sourceId: string; readonly ruleId: string; readonly cameAt: Date; readonly fields: Readonly<Record<string, string>>; readonly host: string; readonly account: string
  readonly hits: readonly StepHit[]; readonly lines: readonly KeptLine[]; readonly until: Date
}
/** Without the lines: they are read when something fired. */
export type Step = Pick<Selectable<WatchStep>, 'id' | 'realm' | 'party_id' | 'source_id' | 'rule_id' | 'came_at' | 'host' | 'account' | 'batch' | 'turn'> & { readonly fields: Readonly<Record<string, string>>; readonly hits: readonly StepHit[] }
const columns = sql`id, realm, party_id, source_id, rule_id, came_at, host, account, batch, turn, fields, hits`

export async function addSteps(tx: Tx, steps: readonly NewStep[]): Promise<void> {
  if (steps.length === 0) return
  await sql`insert into watch.step (realm, party_id, source_id, rule_id, came_at, fields, host, account, hits, lines, until) select realm, "partyId", "sourceId", "ruleId", "cameAt", fields, host, account, hits, lines, until
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as t(realm text, "partyId" uuid, "sourceId" uuid, "ruleId" text, "cameAt" timestamptz, fields jsonb, host text, account text, hits jsonb, lines jsonb, until timestamptz)`.execute(q(tx))
}
export async function hasWaiting(tx: Tx): Promise<boolean> {
  return (await sql`select 1 from watch.step where turn is null limit 1`.execute(q(tx))).rows.length > 0
}
/** The turn up to which correlations have come, held until the transaction ends; undefined where another process is at it. */
export async function lockTurn(tx: Tx, at: Date): Promise<number | undefined> {
  await sql`insert into watch.cursor (spool, position, at) values (${CURSOR}, 0, ${at}) on conflict do nothing`.execute(q(tx))
  return (await sql<{ position: number }>`select position from watch.cursor where spool = ${CURSOR} for update skip locked`.execute(q(tx))).rows[0]?.position
}
export async function moveTurn(tx: Tx, turn: number, at: Date): Promise<void> {
  await sql`update watch.cursor set position = ${turn}, at = ${at} where spool = ${CURSOR}`.execute(q(tx))
}
/** Those that wait, the oldest first, become this turn: an order that late commits do not change any more. */
export async function takeWaiting(tx: Tx, turn: number, most: number): Promise<Step[]> {
  return (await sql<Step>`update watch.step set turn = ${turn} where id in (select id from watch.step where turn is null order by id limit ${most}) returning ${columns}`.execute(q(tx))).rows
}
/** Whole turns behind `after` up to `upto`, at least one where there is any. */
export async function turnsBetween(tx: Tx, after: number, upto: number, most: number): Promise<Step[]> {
  const { rows } = await sql<{ last: number | null }>`select max(turn)::bigint as last from (select turn from watch.step where turn > ${after} and turn <= ${upto} order by turn, id limit ${most}) t`.execute(q(tx))
  const last = rows[0]?.last
  return last === null || last === undefined ? [] : (await sql<Step>`select ${columns} from watch.step where turn > ${after} and turn <= ${last} order by turn, id`.execute(q(tx))).rows
}
export async function linesOfSteps(tx: Tx, ids: readonly number[]): Promise<Map<number, readonly KeptLine[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; lines: KeptLine[] }>`select id, lines from watch.step where id = any (${`{${ids.join(',')}}`}::bigint[]) and ${here}`.execute(q(tx))
  return new Map(rows.map((row) => [row.id, row.lines]))
}
/** What no window can reach any more, and what was taken; what waits is never swept. */
export async function sweepSteps(tx: Tx, now: Date): Promise<void> {
  await sql`delete from watch.step where turn is not null and until <= ${now}`.execute(q(tx))
}
/** Of a body and rule the newest that were taken stay. Windows in memory have them all: only one that is made anew reaches back less. @returns how many went. */
export async function thinSteps(tx: Tx, most: number): Promise<number> {
  const result = await sql`delete from watch.step where id in (select id from (select id, row_number() over (partition by party_id, rule_id order by id desc) as n from watch.step where turn is not null) t where n > ${most})`.execute(q(tx))
  return Number(result.numAffectedRows ?? 0n)
}
/** Fields by which a correlation is silenced somewhere. */
export async function silencedFields(tx: Tx, now: Date): Promise<string[]> {
  return (await sql<{ field: string }>`select distinct s.field from watch.suppression s join watch.rule r on r.id = s.rule_id where r.form = 'correlation' and s.ended_at is null and s.until > ${now} and s.field <> '' limit 100`.execute(q(tx))).rows.map((row) => row.field)
}
/** Where a correlation is off: `party rule`. */
export async function offAt(tx: Tx): Promise<string[]> {
  return (await sql<{ at: string }>`select t.party_id || ' ' || t.rule_id as at from watch.tuning t join watch.rule r on r.id = t.rule_id where r.form = 'correlation' and t.state = 'off' order by 1`.execute(q(tx))).rows.map((row) => row.at)
}

export type Missed = { readonly ruleId: string; readonly partyId: string; readonly realm: string; readonly day: string; readonly late: number; readonly ungrouped: number; readonly unvalued: number; readonly evicted: number; readonly cut: number }
export async function addMissed(tx: Tx, missed: readonly Missed[]): Promise<void> {
  if (missed.length === 0) return
  await sql`insert into watch.missed as m (rule_id, party_id, day, realm, late, ungrouped, unvalued, evicted, cut) select "ruleId", "partyId", day, realm, late, ungrouped, unvalued, evicted, cut
    from jsonb_to_recordset(${JSON.stringify(missed)}::jsonb) as t("ruleId" text, "partyId" uuid, day date, realm text, late bigint, ungrouped bigint, unvalued bigint, evicted bigint, cut bigint)
    on conflict (rule_id, party_id, day) do update set late = m.late + excluded.late, ungrouped = m.ungrouped + excluded.ungrouped, unvalued = m.unvalued + excluded.unvalued, evicted = m.evicted + excluded.evicted, cut = m.cut + excluded.cut`.execute(q(tx))
}
export async function missedOf(tx: Tx, ruleIds: readonly string[], since: Date): Promise<{ late: number; ungrouped: number; unvalued: number; evicted: number; cut: number }> {
  return (await sql<{ late: number; ungrouped: number; unvalued: number; evicted: number; cut: number }>`select coalesce(sum(late), 0)::bigint as late, coalesce(sum(ungrouped), 0)::bigint as ungrouped, coalesce(sum(unvalued), 0)::bigint as unvalued, coalesce(sum(evicted), 0)::bigint as evicted, coalesce(sum(cut), 0)::bigint as cut
    from watch.missed where rule_id = any (${[...ruleIds]}::text[]) and day >= ${since}::date`.execute(q(tx))).rows[0]!
}

/** What the centre did: the numbers that funders ask, each beside the year before. */
import { Columns } from '#ui/charts/columns.tsx'
import { incomes, spendings, trainings, type Entered } from '#modules/observatory/contract-report.ts'
import { altOf, finished, monthsOf, type Part, type Telling } from './report-telling.ts'

/** Null where there is nothing to say. */
type Line = readonly [what: string, now: string | null, before: string | null]

export const figureParts = (telling: Telling): Part[] => [work(telling), ...months(telling), ...training(telling), ...money(telling)]

/** Rows without a number of this year are left out; the year before has a column where any row has one. */
function tableOf({ input: { year }, r }: Telling, what: string, lines: readonly Line[], sum = false) {
  const said = lines.filter(([, now]) => now !== null)
  const compared = said.some(([, , before]) => before !== null)
  return { columns: [what, year, ...(compared ? [String(Number(year) - 1)] : [])], rows: said.map(([name, now, before]) => [name, now!, ...(compared ? [before ?? r('noData')] : [])]), ...(sum ? { sum } : {}) }
}

function work(telling: Telling): Part {
  const { input: { figures: now, before: then, entered, enteredBefore }, r, f, hours, euro } = telling
  const count = (name: string, of: (figures: NonNullable<typeof then>) => number): Line => [name, f.number(of(now)), then && f.number(of(then))]
  const measured = (name: string, of: (figures: NonNullable<typeof then>) => number | null): Line => { const [a, b] = [of(now), then && of(then)]; return [name, a === null ? null : hours(a), b === null ? null : hours(b)] }
  const given = (name: string, of: (one: Entered) => number | null, say: (n: number) => string): Line => { const [a, b] = [of(entered), enteredBefore && of(enteredBefore)]; return [name, a === null ? null : say(a), b === null ? null : say(b)] }
  const lines = [
    count(r('work.reports'), (one) => one.reports), count(r('work.answered'), (one) => one.answered), measured(r('work.median'), (one) => one.medianHours), measured(r('work.p90'), (one) => one.p90Hours), count(r('work.bodies'), (one) => one.bodies),
    measured(r('work.days'), (one) => one.medianDays), measured(r('work.days90'), (one) => one.p90Days),
    ...(now.exercises + (then?.exercises ?? 0) > 0 ? [count(r('work.exercises'), (one) => one.exercises)] : []), given(r('training.people'), (one) => one.training.people ?? null, f.number), given(r('work.staff'), (one) => one.staff, hours),
    given(r('income'), (one) => totalOf(one.income), euro), given(r('spending'), (one) => totalOf(one.spending), euro),
  ]
  const unanswered = now.reports - now.answered
  return {
    id: 'work', level: 1, title: r('work'), texts: [...(then ? [r(finished(telling.input) ? 'work.before' : 'work.beforeWhole')] : []), ...(now.reports > 0 && now.medianHours === null ? [r('work.fewAnswers')] : [])], table: tableOf(telling, r('work.what'), lines),
    notes: [r('work.how.reports'), r('work.how.hours'), ...(unanswered > 0 ? [r.n('work.unanswered', unanswered)] : []), r('work.how.bodies'), ...(now.medianDays === null ? [] : [r('work.how.days', { n: f.number(now.daysOf) })])],
  }
}

function months(telling: Telling): Part[] {
  const { input: { figures, before, lang }, r, f } = telling
  if (figures.reports === 0) return []
  const named = (form: 'long' | 'short', at: number) => new Intl.DateTimeFormat(lang, { month: form, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, at, 15)))
  const title = r('months')
  const begun = figures.months.slice(0, monthsOf(telling.input))
  const marks = begun.map((value, at) => ({ key: String(at), label: named('short', at), value, text: f.number(value), say: `${named('long', at)}: ${r.n('requests', value)}` }))
  return [{
    id: 'months', level: 1, title, texts: [], picture: { draw: (paper) => <Columns id="requests" title={title} desc={r('months.desc')} marks={marks} paper={paper} />, alt: altOf(title, marks.map((mark) => mark.say)) },
    table: tableOf(telling, r('months.month'), begun.map((value, at): Line => [named('long', at), f.number(value), before && f.number(before.months[at]!)])),
  }]
}

function training(telling: Telling): Part[] {
  const { input: { figures, before, entered, enteredBefore }, r, f } = telling
  const given = trainings.map((name): Line => { const [a, b] = [entered.training[name], enteredBefore?.training[name]]; return [r(`training.${name}`), a === undefined ? null : f.number(a), b === undefined ? null : f.number(b)] })
  const played = figures.exercises > 0 ? [[r('work.exercises'), f.number(figures.exercises), before && f.number(before.exercises)], [r('training.exerciseBodies'), f.number(figures.exerciseBodies), before && f.number(before.exerciseBodies)]] as const : []
  const table = tableOf(telling, r('work.what'), [...played, ...given])
  if (table.rows.length === 0) return []
  return [{ id: 'training', level: 1, title: r('training'), texts: [], table, notes: [...(played.length > 0 ? [r('training.how')] : []), ...(given.some(([, now]) => now !== null) ? [r('entered.how')] : [])] }]
}

function money(telling: Telling): Part[] {
  const { input: { entered, enteredBefore }, r, euro, hours } = telling
  const lines = (names: readonly string[], of: Readonly<Record<string, number>>, before: Readonly<Record<string, number>> | undefined, say: (name: string) => string): Line[] => {
    const [sum, was] = [totalOf(of), before ? totalOf(before) : null]
    return [...names.map((name): Line => [say(name), of[name] === undefined ? null : euro(of[name]!), before?.[name] === undefined ? null : euro(before[name]!)]), [r('total'), sum === null ? null : euro(sum), was === null ? null : euro(was)]]
  }
  const part = (id: 'income' | 'spending', names: readonly string[]): Part[] => totalOf(entered[id]) === null ? [] : [{ id, level: 2, title: r(id), texts: [], table: tableOf(telling, r(`${id}.by`), lines(names, entered[id], enteredBefore?.[id], (name) => r(`${id}.${name}` as never)), true) }]
  const parts = [...part('income', incomes), ...part('spending', spendings)]
  if (parts.length === 0 && entered.staff === null) return []
  return [{ id: 'money', level: 1, title: r('money'), texts: [...(entered.staff === null ? [] : [r('staff.said', { n: hours(entered.staff), year: telling.input.year })]), r('entered.how')] }, ...parts]
}

/** Null where nothing was entered: zero is a number too. */
export const totalOf = (amounts: Readonly<Record<string, number>>): number | null => (Object.keys(amounts).length === 0 ? null : Object.values(amounts).reduce((a, b) => a + b, 0))

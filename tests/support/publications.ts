/** Invented publications in a real database, marked as exercise data in every text: for journeys, pictures and benches. */
import { invent, type Invented } from '../../modules/observatory/core/public/invented.ts'

type Sql = (text: string, values?: unknown[]) => Promise<unknown>
const BATCH = 5000

/** @param sql as whoever may write all tables. References count up within their year. Written before any clock of a test says that it is now: what is later was corrected. */
export async function publishInvented(sql: Sql, count: number, options: Parameters<typeof invent>[1] = {}): Promise<readonly Invented[]> {
  const rows = invent(count, options)
  const last = new Map<number, number>()
  const refs = rows.map(({ year }) => { const n = (last.get(year) ?? 0) + 1; last.set(year, n); return `OSS-${year}-${String(n).padStart(4, '0')}` })
  for (let from = 0; from < rows.length; from += BATCH) {
    const part = rows.slice(from, from + BATCH).map((row, i) => ({ ...row, ref: refs[from + i]!, titles: titlesOf(row), place: row.province, hours: from + i }))
    await sql(`with said as (select gen_random_uuid() as id, * from json_to_recordset($1::json) as r(ref text, titles jsonb, year int, "startedOn" date, precision text, night boolean, weekend boolean, holiday boolean, "rsitClass" text, action text,
        "victimKind" text, sector text, size text, province text, victims int, people int, days double precision, "stillDown" boolean, hours int)),
      entries as (insert into observatory.entry (id, ref, state, origin, tlp, created_at, created_by, updated_at) select id, ref, 'published', 'seed', 'clear', now(), 'exercise', now() from said)
      insert into observatory.publication (entry_id, ref, public_from, title, summary, facts, year, started_on, precision, night, weekend, holiday, rsit_class, action, actions, victim_kind, sector, size, country, province, victims, people, days_to_restore, still_down, extortion, disclosed, reviewed_by, reviewed_by_name, published_by, published_by_name, published_at, updated_at)
      select id, ref, now() - make_interval(hours => 1 + hours), titles -> 'title', titles -> 'summary', '{"rest":{"exercise":true}}', year, "startedOn", precision, night, weekend, holiday, "rsitClass", action, array[action], "victimKind", sector, size, 'IT', province, victims, people, days, "stillDown",
        case when action = 'malware' then 'yes' else 'unknown' end, 'unknown', 'x', 'x', 'y', 'y', timestamptz '2026-06-01', timestamptz '2026-06-01' from said`, [JSON.stringify(part)])
  }
  return rows
}

const titlesOf = ({ action }: Invented) => {
  const ransom = action === 'malware'
  return {
    title: { it: `Esercitazione: ${ransom ? 'programmi bloccati e una richiesta di denaro' : 'accessi rubati e messaggi falsi'}`, fr: `Exercice\u202f: ${ransom ? 'programmes bloqués et demande d’argent' : 'accès volés et faux messages'}`, en: `Exercise: ${ransom ? 'blocked programs and a demand for money' : 'stolen access and false messages'}` },
    summary: { it: 'Caso inventato per prova. Nessun ente vero è coinvolto.\nI servizi sono ripartiti un poco alla volta.', fr: 'Cas inventé pour essai. Aucun organisme réel n’est concerné.\nLes services ont repris peu à peu.', en: 'Invented for a trial. No real body is concerned.\nServices came back little by little.' },
  }
}

/** Invented records with words of each frequency. For tests only. */
const villages = ['rancate', 'bettola', 'alfarena', 'nuova', 'ponte', 'castel', 'lumera', 'velarda', 'sorgiva', 'pratola']

/** Every record has `attacco`, a tenth each village, a thousandth each street, one each its name. A fifth of the small ones are red, and a tenth have no day. */
export async function searchedRecords(sql: (text: string, values?: unknown[]) => Promise<unknown>, { realm, count, plain = false }: { readonly realm: string; readonly count: number; /** All alike but for their words. */ readonly plain?: boolean }): Promise<void> {
  await sql(`insert into observatory.entry (id, realm, ref, state, origin, tlp, created_at, created_by, updated_at)
    select gen_random_uuid(), $2, 'OSS-' || 2010 + i % 15 || '-' || i, case when i % 3 = 0 and not $3 then 'draft' else 'internal' end, case when i % 7 = 0 and not $3 then 'seed' else 'import' end, case when i % 5 = 0 and not $3 then 'red' else 'green' end, now(), 'x', now() from generate_series(1, $1::int) i`, [count, realm, plain])
  await sql(`insert into observatory.record (entry_id, realm, state, tlp, facts, provenance, title, started_on, precision, year, victims, confidence, folded_at, words)
    select id, $1, state, tlp, '{}', '{}', 'Attacco ' || ref, case when n % 10 = 0 and not $2 then null else make_date(substr(ref, 5, 4)::int, 1 + n::int % 12, 1) end, 'month', substr(ref, 5, 4)::int, 1, 50, now(),
      concat_ws(' ', 'attacco comune', ($3::text[])[1 + n % 10], 'via' || n % 977, 'nome' || n, n % 50)
    from (select *, split_part(ref, '-', 3)::int as n from observatory.entry e where realm = $1) e`, [realm, plain, villages])
}

import { Card } from '#ui/components/console-marks.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import type { readStatements } from '../../contract.ts'
import { usePen } from '../words.ts'
import { PartyLink } from './marks.tsx'
import { factName, sayFact } from './own-facts.tsx'
import { Quick } from './quick.tsx'

/** What bodies say against a registry: whose word, on which document, and what stands now. A coordinator decides. */
export function SaidList({ data, decides }: { data: ResponseOf<typeof readStatements>; decides: boolean }) {
  const pen = usePen()
  const { t, f } = pen
  return (
    <Card title={t('own.said')} aside={<span>{f.number(data.total)}</span>}>
      <p className="card-body soft">{t('own.saidLead')}</p>
      <DataTable
        caption={t('own.said')} captionHidden rows={data.items} keyOf={(one) => `${one.party.id} ${one.fact}`}
        columns={[
          { key: 'n', header: t('col.body'), names: true, cell: (one) => <PartyLink party={one.party} /> },
          { key: 'f', header: t('own.saidFact'), cell: (one) => factName(t, one.fact) },
          { key: 'k', header: t('own.saidKnown'), cell: (one) => sayFact(pen, one.fact, one.known) },
          { key: 'v', header: t('own.saidValue'), cell: (one) => <strong>{sayFact(pen, one.fact, one.value)}</strong> },
          { key: 'b', header: t('own.saidBy'), cell: (one) => <>{t('own.statedBy', { name: one.by, date: f.date(one.at) })}{one.source && ` ${t('own.document', { source: one.source })}`}</> },
          ...(decides ? [{
            key: 'd', header: t('edges.word'), cell: (one: typeof data.items[number]) => {
              const name = `${factName(t, one.fact)}, ${one.party.name}`
              const value = sayFact(pen, one.fact, one.value)
              const fields = { partyId: one.party.id, fact: one.fact, version: one.version }
              return (
                <div className="decide">
                  <Quick id={`accept-${one.party.id}-${one.fact}`} intent="statement" fields={{ ...fields, decision: 'accept' }} label={t('own.accept')} spoken={t('own.acceptOf', { name, value })} />
                  <Quick id={`refuse-${one.party.id}-${one.fact}`} intent="statement" fields={{ ...fields, decision: 'refuse' }} label={t('own.refuse')} spoken={t('own.refuseOf', { name, value })} />
                </div>
              )
            },
          }] : []),
        ]}
      />
    </Card>
  )
}

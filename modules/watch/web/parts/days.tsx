import { DataTable } from '#ui/components/table.tsx'
import type { DayTally } from '../../contract.ts'
import { useWords } from '../words.ts'

/** What came day by day; what was wrong with it stands beside. */
export function Days({ days }: { days: readonly DayTally[] }) {
  const { t, f } = useWords()
  const count = (key: 'broken' | 'noZone' | 'duplicates' | 'tooLarge') => ({ key, header: t(`days.${key}`), align: 'end' as const, cell: (one: DayTally) => f.number(one[key]) })
  return (
    <DataTable
      caption={t('days.title')} captionHidden rows={days} keyOf={(one) => one.day}
      columns={[
        { key: 'day', header: t('days.day'), names: true, cell: (one) => f.date(`${one.day}T12:00:00Z`) },
        { key: 'received', header: t('days.received'), align: 'end', cell: (one) => f.number(one.received) },
        count('broken'), count('noZone'), count('duplicates'), count('tooLarge'),
      ]}
    />
  )
}

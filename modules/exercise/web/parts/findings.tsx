import { DataTable } from '#ui/components/table.tsx'
import type { ExerciseView, Finding } from '../../contract.ts'
import { useWords } from '../words.ts'

export function Findings({ run }: { run: ExerciseView }) {
  const { t, lang } = useWords()
  const valueOf = useValue()
  return (
    <div className="exercise-findings">
      <DataTable
        caption={t('findings.caption')} keyOf={(row) => row.code} rows={run.findings}
        columns={[
          { key: 'text', header: t('findings.what'), names: true, cell: (row) => row.text[lang] },
          { key: 'value', header: t('findings.value'), align: 'end', cell: (row) => <strong>{valueOf(row)}</strong> },
        ]}
      />
    </div>
  )
}

/** A count stands alone: its sentence says what is counted. */
function useValue(): (row: Finding) => string {
  const { t, f } = useWords()
  return ({ value, unit }) => {
    if (value === null) return t('findings.none')
    if (unit === 'hours') return t('hours', { n: f.number(value) })
    return f.number(value)
  }
}

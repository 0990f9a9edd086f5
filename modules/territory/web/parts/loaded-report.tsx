import type * as z from 'zod'
import { Callout } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { proposalReport } from '../../contract.ts'
import { say, usePen } from '../words.ts'

export type LoadedNumbers = Omit<z.output<typeof proposalReport>, 'ms'>

/** What a source brought: how many questions, what was passed over, and which names were not found. */
export function LoadedReport({ report }: { report: LoadedNumbers }) {
  const { t, f } = usePen()
  return (
    <div className="stack" role="status">
      <Callout tone="info" icon={<Icon name="tick" />} title={t.n('load.stored', report.stored)}>
        <p>{t('load.detail', { found: f.number(report.found), unchanged: f.number(report.unchanged), known: f.number(report.known), providers: f.number(report.providersAdded) })}</p>
        {report.skipped.length > 0 && <p>{t('load.skipped')} {f.list(report.skipped.map((s) => `${say(t, 'skip', s.code)} (${f.number(s.rows)})`))}</p>}
      </Callout>
      {report.unmatched.length > 0 && (
        <details>
          <summary>{t.n('load.unmatched', report.unmatchedTotal)}</summary>
          <DataTable
            caption={t('load.unmatchedCaption')} captionHidden rows={report.unmatched} keyOf={(u) => `${u.reference} ${u.name}`}
            columns={[{ key: 'n', header: t('col.name'), names: true, cell: (u) => u.name }, { key: 'r', header: t('load.reference'), cell: (u) => <span className="mono">{u.reference}</span> }]}
          />
        </details>
      )}
    </div>
  )
}

import type * as z from 'zod'
import { Callout } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { addressOf } from '#platform/contract/client.ts'
import { readBadRows, type ImportReport, type rowProblem } from '../../contract.ts'
import { say, usePen } from '../words.ts'

/** What an import would do, or did: one sentence, the numbers, the first rows, what was refused and why. */
export function Report({ report }: { report: ImportReport }) {
  const { t, f } = usePen()
  if (report.fatal) {
    return <Callout tone="hit" icon={<Icon name="cross" />} title={t('report.fatal')}><p>{t('report.line', { line: f.number(report.fatal.line) })} {report.fatal.text}</p><p>{t('report.fatalHow')}</p></Callout>
  }
  const numbers = { read: f.number(report.read), stored: f.number(report.stored), unchanged: f.number(report.unchanged), refused: f.number(report.refused), skipped: f.number(report.skipped) }
  return (
    <div className="stack">
      <p className="answer" role="status">{t(report.dryRun ? 'report.would' : 'report.did', numbers)}</p>
      <ul className="figures">
        {(['read', 'stored', 'unchanged', 'refused', 'skipped'] as const).map((key) => <li key={key}><strong>{numbers[key]}</strong> {t(`report.${key}`)}</li>)}
      </ul>
      {report.notes.map((note) => <p key={note}><Icon name="info" /> {note}</p>)}
      {report.skippedBy.length > 0 && <p>{t('report.skippedBy')} {f.list(report.skippedBy.map((s) => `${s.text} (${f.number(s.rows)})`))}</p>}
      {report.borders && <Borders borders={report.borders} />}
      {report.first.length > 0 && report.dryRun && (
        <DataTable
          caption={t('report.first')} rows={report.first} keyOf={(r) => `${r.line} ${r.key}`}
          columns={[
            { key: 't', header: t('report.what'), names: true, cell: (r) => r.text },
            { key: 'l', header: t('report.row'), align: 'end', cell: (r) => f.number(r.line) },
            { key: 'k', header: t('col.kind'), cell: (r) => say(t, 'kind', r.kind.replaceAll('-', '_')) },
            { key: 'c', header: t('report.key'), cell: (r) => <span className="mono">{r.key}</span> },
          ]}
        />
      )}
      <Problems problems={report.problems} total={report.refused} />
      {!report.dryRun && report.badRowsFile && <BadRowsLink id={report.importId} />}
    </div>
  )
}

/** Which borders found their place, by which code; which did not; which places are still without. */
function Borders({ borders }: { borders: NonNullable<ImportReport['borders']> }) {
  const { t, f } = usePen()
  const found = borders.by.reduce((sum, one) => sum + one.places, 0)
  return (
    <>
      {found === 0 ? <p>{t('report.bordersNone')}</p> : (
        <DataTable
          caption={t.n('report.bordersFound', found)} rows={borders.by} keyOf={(one) => `${one.property} ${one.code} ${one.kind}`}
          columns={[
            { key: 'p', header: t('report.byProperty'), names: true, cell: (one) => <span className="mono">{one.property}</span> },
            { key: 'c', header: t('report.byCode'), cell: (one) => t(`report.code.${one.code}`) },
            { key: 'k', header: t('report.byKind'), cell: (one) => say(t, 'kind', one.kind) },
            { key: 'n', header: t('report.byPlaces'), align: 'end', cell: (one) => f.number(one.places) },
          ]}
        />
      )}
      {borders.unknown.length > 0 && (
        <details>
          <summary>{t.n('report.unknown', borders.unknownTotal)}</summary>
          <p>{t('report.unknownWhy')}</p>
          <DataTable
            caption={t.n('report.unknown', borders.unknownTotal)} captionHidden rows={borders.unknown} keyOf={(one) => String(one.line)}
            columns={[
              { key: 'n', header: t('report.unknownName'), names: true, cell: (one) => one.name || '–' },
              { key: 'c', header: t('report.byCode'), cell: (one) => <span className="mono">{one.code}</span> },
              { key: 'l', header: t('report.row'), align: 'end', cell: (one) => f.number(one.line) },
            ]}
          />
        </details>
      )}
      {borders.withoutTotal === 0 ? <p>{t('report.withoutAll')}</p> : (
        <details>
          <summary>{t.n('report.without', borders.withoutTotal)}</summary>
          <p>{f.list(borders.without.map((one) => one.name))}{borders.withoutTotal > borders.without.length && ' …'}</p>
        </details>
      )}
    </>
  )
}

export function Problems({ problems, total }: { problems: readonly z.output<typeof rowProblem>[]; total: number }) {
  const { t, f } = usePen()
  if (problems.length === 0) return null
  return (
    <DataTable
      caption={total > problems.length ? t('report.problemsCut', { n: f.number(problems.length), total: f.number(total) }) : t('report.problems')}
      rows={problems} keyOf={(p) => `${p.line} ${p.code} ${p.text}`}
      columns={[
        { key: 'l', header: t('report.row'), names: true, cell: (p) => t('report.lineShort', { line: f.number(p.line) }) },
        { key: 't', header: t('report.why'), cell: (p) => p.text },
      ]}
    />
  )
}

export function BadRowsLink({ id }: { id: string }) {
  const { t } = usePen()
  return <a className="button button-secondary" href={addressOf(readBadRows, { importId: id })} download><Icon name="download" />{t('report.badRows')}</a>
}

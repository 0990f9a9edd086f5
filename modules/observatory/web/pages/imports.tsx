/** Files of attacks: what was brought and how far it is, the door for another, and the first cases. */
import { useEffect, useState } from 'react'
import { Form, Link, useActionData, useLoaderData, useNavigation, useRevalidator } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { HiddenFields } from '#ui/console/ask.tsx'
import type { Outcome } from '#ui/console/outcome.ts'
import { dateFormats, formats, targets, type Mapping } from '../../contract-imports.ts'
import { PER_PAGE } from '../data.ts'
import { lookAt, type importsAction, type importsLoader, type Looked } from '../data-imports.ts'
import { TlpField, tlpName } from '../parts/fact-fields.tsx'
import { Frame, useRoles } from '../parts/frame.tsx'
import { useWords as useFeedWords } from '../feed-words.ts'
import { sayRefused, useWords } from '../words.ts'

const ASK_AGAIN_MS = 2000
type Answer = Extract<Awaited<ReturnType<typeof importsAction>>, { done: boolean }>

export function ImportsPage() {
  const { t, f } = useWords()
  const { t: feeds } = useFeedWords()
  const { items, total, page } = useLoaderData<typeof importsLoader>()
  const busy = useNavigation().formData?.get('intent') === 'import'
  const { revalidate } = useRevalidator()
  const running = items.some((one) => one.state === 'running')
  useEffect(() => {
    if (!running || busy) return
    const timer = setInterval(() => { void revalidate() }, ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [running, busy, revalidate])
  return (
    <Frame tab="imports">
      <p>{t('import.lead')} <Link to="/console/observatory/imports/feeds">{feeds('toFeeds')}</Link></p>
      <Bring />
      <Card title={t('import.list')}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('import.none')}>{t('import.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('import.list')} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[
              { key: 'file', header: t('import.file'), names: true, cell: (one) => <Link className="watch-value" to={`/console/observatory/imports/${one.id}`}>{one.fileName}</Link> },
              { key: 'state', header: t('import.state'), beside: true, cell: (one) => t(`importState.${one.state}`) },
              { key: 'format', header: t('import.format'), cell: (one) => t(`format.${one.format}`) },
              { key: 'read', header: t('import.read'), align: 'end', cell: (one) => f.number(one.read) },
              { key: 'stored', header: t('import.stored'), align: 'end', cell: (one) => f.number(one.stored) },
              { key: 'merged', header: t('import.merged'), align: 'end', cell: (one) => f.number(one.merged) },
              { key: 'refused', header: t('import.refused'), align: 'end', cell: (one) => f.number(one.refused) },
              { key: 'when', header: t('import.when'), cell: (one) => <TimeText at={one.startedAt} formats={f} /> },
              { key: 'by', header: t('import.by'), cell: (one) => <span className="watch-value">{one.by}</span> },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `/console/observatory/imports?page=${n}`} />
      </Card>
      {useRoles().includes('coordinator') && <First />}
    </Frame>
  )
}

function Bring() {
  const { t, f } = useWords()
  const { t: feeds } = useFeedWords()
  const { mappings } = useLoaderData<typeof importsLoader>()
  const outcome = useActionData() as Answer | undefined
  const busy = useNavigation().state !== 'idle'
  const [looked, setLooked] = useState<Looked>()
  const [format, setFormat] = useState('')
  const [name, setName] = useState('')
  const chosen = async (file: File | undefined) => {
    const found = file ? await lookAt(file).catch(() => undefined) : undefined
    setLooked(found)
    setFormat(found?.format ?? '')
    setName(file?.name.slice(0, 200) ?? '')
  }
  const saved = mappings.find((one) => one.name === name)?.mapping
  const tried = outcome?.done ? outcome.data.tried : undefined
  return (
    <Card title={t('import.title')}>
      <Form method="post" encType="multipart/form-data" className="card-body watch-form">
        <div className="field">
          <label htmlFor="file">{t('import.choose')}</label>
          <p className="field-hint" id="file-hint">{t('import.chooseHint')}</p>
          <input id="file" type="file" name="file" aria-describedby="file-hint" onChange={(event) => { void chosen(event.target.files?.[0]) }} />
        </div>
        <SelectField name="format" label={t('import.format')} hint={t('import.formatHint')} value={format} onChange={setFormat} options={[{ value: '', label: t('import.byItself') }, ...formats.map((one) => ({ value: one, label: t(`format.${one}`) }))]} />
        <TlpField value="amber" />
        {format === 'csv' && looked && looked.header.length > 0 && <>
          <TextField key={name} name="name" label={t('import.name')} hint={t('import.nameHint')} value={name} required />
          <Columns key={saved ? 'saved' : looked.header.join('\n')} looked={looked} mapping={saved ?? { columns: looked.proposed }} />
        </>}
        {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
        <div role="status">
          {busy && <p>{t('import.busy')}</p>}
          {tried && !busy && <p>{t('import.tried', { read: f.number(tried.read), good: f.number(tried.stored), refused: f.number(tried.refused) })}</p>}
        </div>
        {tried && !busy && tried.levels.length > 0 && <ul>{tried.levels.map(({ tlp, n, parts }) => <li key={tlp}>{feeds(parts > 0 ? 'level.parts' : 'level', { tlp: tlpName(tlp), n: f.number(n), parts: f.number(parts) })}</li>)}</ul>}
        {tried && !busy && tried.rows.length > 0 && <ul>{tried.rows.slice(0, 20).map((one, at) => <li key={at}>{t('import.row', { number: String(one.number), text: one.text })}</li>)}</ul>}
        <div className="watch-acts">
          <Button kind="secondary" name="intent" value="try" disabled={busy}>{t('import.try')}</Button>
          <Button name="intent" value="import" disabled={busy}>{t('import.go')}</Button>
        </div>
      </Form>
    </Card>
  )
}

function Columns({ looked, mapping }: { looked: Looked; mapping: Mapping }) {
  const { t } = useWords()
  const rows = looked.header.map((column, at) => ({ column, at, known: mapping.columns.find((one) => one.column === column.trim()), seen: looked.rows.map((cells) => cells[at] ?? '').filter(Boolean).slice(0, 5).join(' · ') }))
  return (
    <fieldset>
      <legend>{t('import.columns')}</legend>
      <p>{t('import.columnsLead')}</p>
      {rows.map(({ column, at, known, seen }) => (
        <div key={at}>
          <input type="hidden" name="column" value={column} />
          <SelectField name={`target-${at}`} label={column || t('import.noName')} hint={seen || t('import.emptyColumn')} value={known?.target ?? ''} options={[{ value: '', label: t('import.leave') }, ...targets.map((one) => ({ value: one, label: t(`target.${one}`) }))]} />
          <details>
            <summary>{t('import.more')}</summary>
            <SelectField name={`format-${at}`} label={t('import.date')} value={known?.format ?? ''} options={[{ value: '', label: t('import.noDate') }, ...dateFormats.map((one) => ({ value: one, label: t(`dateFormat.${one}`) }))]} />
            <TextField name={`values-${at}`} label={t('import.values')} hint={t('import.valuesHint')} value={Object.entries(known?.values ?? {}).map((pair) => pair.join(' = ')).join('\n')} lines={3} />
          </details>
        </div>
      ))}
    </fieldset>
  )
}

function First() {
  const { t, f } = useWords()
  const outcome = useActionData() as Outcome<{ seeded?: { stored: number; known: number; published: number } }> | undefined
  const seeded = outcome?.done ? outcome.data.seeded : undefined
  return (
    <Card title={t('import.first')}>
      <Form method="post" encType="multipart/form-data" className="card-body watch-form">
        <HiddenFields intent="seed" />
        <p>{t('import.firstLead')}</p>
        <div role="status">{seeded && <p>{t('import.seeded', { stored: f.number(seeded.stored), published: f.number(seeded.published), known: f.number(seeded.known) })}</p>}</div>
        <Button kind="secondary" disabled={useNavigation().state !== 'idle'}>{t('import.firstGo')}</Button>
      </Form>
    </Card>
  )
}

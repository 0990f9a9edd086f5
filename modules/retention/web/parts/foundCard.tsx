import type { FetcherWithComponents } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { Detail, Outcome, Preview } from '../requests.ts'
import { useWords } from '../words.ts'

/** What there is by place, and what is only a name's. */
export function FoundCard({ seen, version, fetcher }: { seen: Preview; version: number; fetcher: FetcherWithComponents<Outcome> }) {
  const { t, f, lang } = useWords()
  const rows = seen.places.filter((one) => one.found > 0)
  const unsure = seen.places.flatMap((place) => place.unsure.map((one) => ({ ...one, what: place.what[lang] })))
  return (
    <Card title={t('found')}>
      <p className="card-body">{rows.length === 0 ? t('found.none') : t('found.total', { n: f.number(seen.total) })}</p>
      {rows.length > 0 && (
        <DataTable
          caption={t('found')} captionHidden rows={rows} keyOf={(one) => one.place}
          columns={[
            { key: 'place', header: t('found.place'), names: true, cell: (one) => one.what[lang] },
            { key: 'n', header: t('found.n'), align: 'end', cell: (one) => f.number(one.found) },
            { key: 'goes', header: t('found.goes'), align: 'end', cell: (one) => f.number(one.goes) },
            { key: 'stays', header: t('found.stays'), cell: (one) => one.stays.map(({ ground, count }) => `${f.number(count)}: ${t(`ground.${ground}`)}`).join('; ') || '–' },
            { key: 'read', header: t('found.toRead'), align: 'end', cell: (one) => f.number(one.toRead) },
          ]}
        />
      )}
      {unsure.length > 0 && (
        <fetcher.Form method="post" className="card-body">
          <input type="hidden" name="intent" value="confirm" /><input type="hidden" name="version" value={version} />
          <fieldset className="field">
            <legend>{t('unsure')}</legend>
            <p className="field-hint">{t('unsure.lead')}</p>
            {unsure.map((one) => <label key={one.id} className="choice-line"><input type="checkbox" name="confirmed" value={one.id} defaultChecked={one.confirmed} /> {one.what}: {one.label}</label>)}
          </fieldset>
          <Button kind="secondary">{t('unsure.save')}</Button>
        </fetcher.Form>
      )}
    </Card>
  )
}

/** What went, and what stayed on which ground. */
export function ResultCard({ result }: { result: Detail['result'] }) {
  const { t, f, lang } = useWords()
  return (
    <Card title={t('result')}>
      <DataTable
        caption={t('result')} captionHidden rows={result} keyOf={(one) => one.place}
        columns={[
          { key: 'place', header: t('found.place'), names: true, cell: (one) => one.what[lang] },
          { key: 'gone', header: t('result.gone'), align: 'end', cell: (one) => f.number(one.gone) },
          { key: 'stays', header: t('found.stays'), cell: (one) => one.stays.map(({ ground, count }) => `${f.number(count)}: ${t(`ground.${ground}`)}`).join('; ') || '–' },
          { key: 'unsure', header: t('unsure'), align: 'end', cell: (one) => f.number(one.unsure) },
        ]}
      />
    </Card>
  )
}

/** A study as a notebook: texts and charts are added, moved and removed, looked at with the data of now, and saved as a new version. */
import { useRef, useState } from 'react'
import { Form } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { charts, type Block, type Figures } from '../../contract-study.ts'
import { blocksIn } from '../study-blocks.ts'
import { preview, type Refused, type savedLoader } from '../study-data.ts'
import { sayRefused, useWords } from '../study-words.ts'
import { Figure } from './study-figures.tsx'
import { FilterFields } from './study-filter.tsx'

type Saved = Awaited<ReturnType<typeof savedLoader>>
type Placed = { readonly key: string; readonly block: Block }
type Seen = { readonly blocks: readonly Block[]; readonly figures: readonly (Figures | null)[] }

/** From any version: what is saved becomes the newest. What is written stands in the form alone; here is only the order. */
export function Book({ study, providers, refused }: Pick<Saved, 'study' | 'providers'> & { refused: Refused | undefined }) {
  const { t, f } = useWords()
  const form = useRef<HTMLFormElement>(null)
  const [placed, setPlaced] = useState<readonly Placed[]>(study.blocks.map((block, i) => ({ key: `b${i}`, block })))
  const [made, setMade] = useState(study.blocks.length)
  const [seen, setSeen] = useState<Seen | null>(null)
  const add = (block: Block) => { setPlaced([...placed, { key: `b${made}`, block }]); setMade(made + 1) }
  const move = (at: number, by: number) => { const next = [...placed]; const [one] = next.splice(at, 1); next.splice(at + by, 0, one!); setPlaced(next) }
  const look = async () => { const blocks = blocksIn(new FormData(form.current!)); setSeen({ blocks, figures: await preview(blocks) }) }
  return (
    <>
      <Card title={t('book.edit')}>
        <Form method="post" className="card-body watch-form" ref={form}>
          <p>{t('book.from', { n: f.number(study.number), next: f.number(study.last + 1) })}</p>
          <input type="hidden" name="intent" value="version" /><input type="hidden" name="last" value={study.last} /><input type="hidden" name="order" value={placed.map((one) => one.key).join(',')} />
          <TextField name="title" label={t('title')} value={study.title} required />
          {placed.map(({ key, block }, at) => (
            <fieldset key={key} className="field">
              <legend>{t(block.kind === 'text' ? 'book.textOf' : 'book.chartOf', { n: f.number(at + 1) })}</legend>
              {block.kind === 'text' ? <TextField name={`${key}-text`} label={t('text')} lines={4} value={block.text} /> : (
                <>
                  <SelectField name={`${key}-chart`} label={t('which')} value={block.chart} options={charts.map((value) => ({ value, label: t(`chart.${value}`) }))} />
                  <TextField name={`${key}-heading`} label={t('book.heading')} value={block.title} />
                  <details className="field"><summary>{t('book.filter')}</summary><FilterFields asked={textsOf(block.filter)} providers={providers} prefix={`${key}-`} /></details>
                </>
              )}
              <p className="watch-acts">
                <Button type="button" kind="secondary" disabled={at === 0} onClick={() => move(at, -1)}>{t('book.up')}</Button> <Button type="button" kind="secondary" disabled={at === placed.length - 1} onClick={() => move(at, 1)}>{t('book.down')}</Button> <Button type="button" kind="secondary" onClick={() => setPlaced(placed.filter((one) => one.key !== key))}>{t('remove')}</Button>
              </p>
            </fieldset>
          ))}
          <p className="watch-acts"><Button type="button" kind="secondary" onClick={() => add({ kind: 'text', text: '' })}>{t('book.text')}</Button> <Button type="button" kind="secondary" onClick={() => add({ kind: 'chart', chart: 'year', title: '', filter: { q: '', confidence: 0 } })}>{t('book.chart')}</Button></p>
          {refused && <p className="field-error" role="alert">{sayRefused(t, refused)}</p>}
          <p className="watch-acts"><Button type="button" kind="secondary" onClick={() => void look()}>{t('book.preview')}</Button> <Button>{t('newVersion')}</Button></p>
        </Form>
      </Card>
      {seen && (
        <Card title={t('book.preview')}>
          <div className="card-body">
            <p role="status">{t('book.previewLead')}</p>
            {seen.blocks.map((block, i) => (block.kind === 'text' ? <p key={i} className="study-text">{block.text}</p> : seen.figures[i] ? <Figure key={i} id={`preview-${i}`} chart={block.chart} figures={seen.figures[i]} title={block.title} /> : <p key={i} className="field-error" role="alert">{t('book.unclear', { n: f.number(i + 1) })}</p>))}
          </div>
        </Card>
      )}
    </>
  )
}

const textsOf = (filter: object): Record<string, string> => Object.fromEntries(Object.entries(filter).flatMap(([name, value]) => (value === undefined || value === '' || value === 0 ? [] : [[name, String(value)]])))

/** The parts of a notice that are the same in the three languages: services, places, office, attachments, topics. */
import type { ReactNode } from 'react'
import { Button } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { topicIn, topics } from '../../contract-topics.ts'
import { saidStates, type NoticeContent } from '../../contract.ts'
import { Moment, Notes, Pick, Text } from './fields.tsx'
import { idOf, type NotesOf } from './notes.ts'
import type { Change } from './use-draft.ts'
import { useWords } from './words.ts'

type Props = { readonly content: NoticeContent; readonly change: Change; readonly notesOf: NotesOf; readonly disabled: boolean }
type ListOf = 'services' | 'places' | 'attachments'

function useRows<K extends ListOf>(key: K, change: Change) {
  type Row = NoticeContent[K][number]
  const set = (make: (rows: readonly Row[]) => readonly Row[]) => change((now) => ({ ...now, [key]: make(now[key] as readonly Row[]) }))
  return {
    put: (at: number, part: Partial<Row>) => set((rows) => rows.map((row, i) => (i === at ? { ...row, ...part } : row))),
    drop: (at: number) => set((rows) => rows.filter((_, i) => i !== at)),
    add: (row: Row) => set((rows) => [...rows, row]),
  }
}

function Row({ legend, onDrop, disabled, className, children }: { legend: string; onDrop: () => void; disabled: boolean; className: string; children: ReactNode }) {
  const { t } = useWords()
  return (
    <li>
      <fieldset className={className}>
        <legend className="sr-only">{legend}</legend>
        {children}
        {!disabled && <button type="button" className="row-drop" onClick={onDrop}><Icon name="cross" /><span>{t('row.drop')}</span><span className="sr-only">: {legend}</span></button>}
      </fieldset>
    </li>
  )
}

export function ServiceRows({ content, change, notesOf, disabled }: Props) {
  const { t } = useWords()
  const { put, drop, add } = useRows('services', change)
  return (
    <div className="card-body notice-form" id={idOf('services')} tabIndex={-1}>
      <p className="soft">{t('services.lead')}</p>
      <Notes id="services" notes={notesOf('services')} />
      <ol className="notice-rows">
        {content.services.map((one, i) => (
          <Row key={i} className="row-service" legend={one.name || t('services.nth', { n: i + 1 })} disabled={disabled} onDrop={() => drop(i)}>
            <Text id={idOf(`services.${i}.name`)} label={t('services.name')} value={one.name} notes={notesOf(`services.${i}.name`)} disabled={disabled} onChange={(name) => put(i, { name })} />
            <Pick id={idOf(`services.${i}.state`)} label={t('services.state')} value={one.state} disabled={disabled} options={saidStates.map((state) => ({ value: state, label: t(`said.${state}`) }))} onChange={(state) => put(i, { state })} />
            <Moment id={idOf(`services.${i}.since`)} label={t('services.since')} value={one.since} notes={notesOf(`services.${i}.since`)} disabled={disabled} none={t('services.sinceNone')} onChange={(since) => put(i, { since })} />
          </Row>
        ))}
      </ol>
      {!disabled && <Button kind="secondary" type="button" onClick={() => add({ serviceId: null, name: '', state: 'down', since: null, nextUpdateAt: null })}>{t('services.add')}</Button>}
    </div>
  )
}

export function PlaceRows({ content, change, notesOf, disabled }: Props) {
  const { t } = useWords()
  const { put, drop, add } = useRows('places', change)
  return (
    <div className="notice-part" id={idOf('places')} tabIndex={-1}>
      <h3>{t('places.title')}</h3>
      <p className="soft">{t('places.lead')}</p>
      <Notes id="places" notes={notesOf('places')} />
      <ol className="notice-rows">
        {content.places.map((one, i) => (
          <Row key={i} className="row-place" legend={one.name || t('places.nth', { n: i + 1 })} disabled={disabled} onDrop={() => drop(i)}>
            <Text id={idOf(`places.${i}`)} label={t('places.name')} value={one.name} notes={notesOf(`places.${i}`)} disabled={disabled} onChange={(name) => put(i, { name })} />
            <Text id={idOf(`places.${i}.lines`)} label={t('places.lines')} lines={2} value={one.lines.join('\n')} disabled={disabled} onChange={(text) => put(i, { lines: text === '' ? [] : text.split('\n') })} />
          </Row>
        ))}
      </ol>
      {!disabled && content.places.length < 10 && <Button kind="secondary" type="button" onClick={() => add({ name: '', lines: [] })}>{t('places.add')}</Button>}
    </div>
  )
}

export function OfficeFields({ content, change, notesOf, disabled }: Props) {
  const { t } = useWords()
  const { office } = content
  const put = (part: Partial<NoticeContent['office']>) => change((now) => ({ ...now, office: { ...now.office, ...part } }))
  return (
    <div className="notice-part" id={idOf('office')} tabIndex={-1}>
      <h3>{t('office.title')}</h3>
      <Text id={idOf('office.name')} label={t('office.name')} value={office.name} notes={notesOf('office.name')} disabled={disabled} onChange={(name) => put({ name })} />
      <Text id={idOf('office.lines')} label={t('office.lines')} lines={2} value={office.lines.join('\n')} notes={notesOf('office.lines')} disabled={disabled} onChange={(text) => put({ lines: text === '' ? [] : text.split('\n') })} />
      <Text id={idOf('office.href')} type="url" label={t('office.href')} hint={t('https')} value={office.href ?? ''} notes={notesOf('office.href')} disabled={disabled} onChange={(href) => put({ href })} />
    </div>
  )
}

export function AttachmentRows({ content, change, notesOf, disabled }: Props) {
  const { t } = useWords()
  const { put, drop, add } = useRows('attachments', change)
  const parts = ['name', 'href', 'kind', 'size'] as const
  return (
    <div className="notice-part" id={idOf('attachments')} tabIndex={-1}>
      <h3>{t('attachments.title')}</h3>
      <p className="soft">{t('attachments.lead')}</p>
      <ol className="notice-rows">
        {content.attachments.map((one, i) => (
          <Row key={i} className="row-attachment" legend={one.name || t('attachments.nth', { n: i + 1 })} disabled={disabled} onDrop={() => drop(i)}>
            {parts.map((part) => <Text key={part} id={idOf(`attachments.${i}.${part}`)} type={part === 'href' ? 'url' : 'text'} label={t(`attachments.${part}`)} value={one[part]} notes={notesOf(`attachments.${i}.${part}`)} disabled={disabled} onChange={(value) => put(i, { [part]: value })} />)}
          </Row>
        ))}
      </ol>
      {!disabled && content.attachments.length < 20 && <Button kind="secondary" type="button" onClick={() => add({ name: '', href: '', kind: 'PDF', size: '' })}>{t('attachments.add')}</Button>}
    </div>
  )
}

export function TopicPicks({ content, change, notesOf, disabled }: Props) {
  const { t, lang } = useWords()
  const set = (make: (now: string[]) => string[]) => change((now) => ({ ...now, topics: make(now.topics) }))
  const free = topics.filter((topic) => !content.topics.includes(topic)).map((topic) => ({ value: topic, label: topicIn(topic, lang) })).sort((a, b) => a.label.localeCompare(b.label, lang))
  return (
    <div className="notice-part" id={idOf('topics')} tabIndex={-1}>
      <h3>{t('topics.title')}</h3>
      <Notes id="topics" notes={notesOf('topics')} />
      <ul className="topics">
        {content.topics.map((topic) => (
          <li key={topic}>{topicIn(topic, lang)}{!disabled && content.topics.length > 1 && <button type="button" className="topic-drop" onClick={() => set((now) => now.filter((one) => one !== topic))}><Icon name="cross" /><span className="sr-only">{t('topics.drop', { topic: topicIn(topic, lang) })}</span></button>}</li>
        ))}
      </ul>
      {!disabled && content.topics.length < 8 && <Pick id="topic-add" label={t('topics.add')} value="" options={[{ value: '', label: t('topics.choose') }, ...free]} onChange={(topic) => { if (topic) set((now) => [...now, topic]) }} />}
    </div>
  )
}

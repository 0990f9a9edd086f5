/** The research room: who asks, what for, what was granted, who took it. */
import { Form, useActionData, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, ButtonLink, EmptyState, MetaList } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import type { RoomRequest } from '../../contract-study.ts'
import { RoomAsking } from '../parts/room-asking.tsx'
import { StudyFrame, useRoles } from '../parts/study-frame.tsx'
import type { Outcome, roomLoader } from '../study-data.ts'
import { sayCode, sayRefused, useWords, type Words } from '../study-words.ts'

export function RoomPage() {
  const { t } = useWords()
  const { items, universities, noise } = useLoaderData<typeof roomLoader>()
  const roles = useRoles()
  const outcome = useActionData() as Outcome | undefined
  const decides = roles.includes('coordinator')
  return (
    <StudyFrame tab="room">
      {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
      {items.length === 0 && <EmptyState title={t('room.none')}>{t('room.noneLead')}</EmptyState>}
      {items.map((one) => (decides ? <Request key={one.id} one={one} noise={noise} /> : <Mine key={one.id} one={one} />))}
      {roles.includes('researcher') && <RoomAsking universities={universities} />}
    </StudyFrame>
  )
}

type Noise = ReturnType<typeof useLoaderData<typeof roomLoader>>['noise']

/** To a coordinator: all that there is to decide on. */
function Request({ one, noise }: { one: RoomRequest; noise: Noise }) {
  const { t, f } = useWords()
  return (
    <Card title={`${one.university} · ${t(`state.${one.state}`)}`}>
      <div className="card-body">
        <p>{one.purpose}</p>
        <p>{t('room.by', { name: one.askedBy, people: one.people.join(', ') })} <TimeText at={one.askedAt} formats={f} /></p>
        <p>{t('room.wants', { fields: one.fields.map((field) => t(`field.${field}`)).join(', '), until: f.date(one.until) })} {t('room.filters', { what: sayWhich(t, one) })}</p>
        {one.reason && <p>{t('room.because', { reason: one.reason, by: one.decidedBy ?? '' })}</p>}
        {one.extract && <Made one={one} extract={one.extract} />}
        <End one={one} />
        <Downloads one={one} />
        {one.state === 'asked' && (
          <Form method="post" className="watch-form">
            <input type="hidden" name="intent" value="decide" /><input type="hidden" name="id" value={one.id} /><input type="hidden" name="version" value={one.version} />
            <p>{t('room.countsWhat')} {noise && t('room.budget', { year: String(noise.year), spent: f.number(noise.spent / 1000), most: f.number(noise.most / 1000) })}</p>
            <TextField name="reason" label={t('room.reason')} lines={2} required />
            <Button name="decision" value="grant">{t('room.grant')}</Button> <Button kind="secondary" name="decision" value="counts">{t('room.counts')}</Button> <Button kind="secondary" name="decision" value="refuse">{t('room.refuse')}</Button>
          </Form>
        )}
      </div>
    </Card>
  )
}

/** To who asked: what, where it stands, the files, until when. */
function Mine({ one }: { one: RoomRequest }) {
  const { t, f } = useWords()
  return (
    <Card title={`${one.university} · ${t(`state.${one.state}`)}`}>
      <div className="card-body">
        <MetaList
          items={[
            { term: t('room.stateTerm'), value: one.state === 'asked' ? t('room.waits') : t('room.because', { reason: one.reason, by: one.decidedBy ?? '' }) },
            ...(one.extract ? [{ term: t('room.takeTerm'), value: <Made one={one} extract={one.extract} /> }] : []),
            { term: t('room.untilTerm'), value: <>{f.date(one.until)} <End one={one} /></> },
            { term: t('room.askedTerm'), value: `${one.fields.map((field) => t(`field.${field}`)).join(', ')}. ${t('room.filters', { what: sayWhich(t, one) })}` },
            { term: t('room.forTerm'), value: one.purpose }, { term: t('room.whoTerm'), value: one.people.join(', ') },
          ]}
        />
        <Downloads one={one} />
      </div>
    </Card>
  )
}

function Made({ one, extract }: { one: RoomRequest; extract: NonNullable<RoomRequest['extract']> }) {
  const { t, f } = useWords()
  const said = extract.epsilon === null ? t('room.made', { n: f.number(extract.rows), dropped: f.number(extract.dropped), least: f.number(extract.smallest) }) : t('room.madeCounts', { n: f.number(extract.rows), epsilon: f.number(extract.epsilon / 1000) })
  return <p>{said} {(['csv', 'json'] as const).map((format) => <ButtonLink key={format} kind="secondary" href={`/api/observatory/room/${one.id}/extract?format=${format}`}>{t('room.file', { format: format.toUpperCase() })}</ButtonLink>)}</p>
}

const SOON_DAYS = 30
/** A month before the end, and after it: what has to be done with what was taken. */
function End({ one }: { one: RoomRequest }) {
  const { t, f, now } = useWords()
  if (one.state !== 'granted') return null
  const days = Math.round((Date.parse(one.until) - Date.parse(now.slice(0, 10))) / 86_400_000)
  return days > SOON_DAYS ? null : <b>{days < 0 ? t('room.ended') : days === 0 ? t('room.endsToday') : t('room.endsIn', { days: f.number(days) })}</b>
}

function Downloads({ one }: { one: RoomRequest }) {
  const { t, f } = useWords()
  return one.downloads.length === 0 ? null : <ul aria-label={t('room.downloads')}>{one.downloads.map((each) => <li key={each.at}>{each.by} · {each.format} · <TimeText at={each.at} formats={f} /></li>)}</ul>
}

function sayWhich(t: Words, { filters: { from, to, action, kind, region } }: RoomRequest): string {
  const said = [...(kind ? [sayCode(t, 'kind', kind)] : []), ...(action ? [sayCode(t, 'action', action)] : []), ...(region ? [region] : []), ...(from ? [t('room.fromYear', { year: String(from) })] : []), ...(to ? [t('room.toYear', { year: String(to) })] : [])]
  return said.length === 0 ? t('room.everything') : said.join(', ')
}

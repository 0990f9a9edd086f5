/** Whether a look back is told to other centres, as what, and with whom it is shared. */
import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { tlps } from '#platform/contract/tlp.ts'
import type { Hunt } from '../data-back.ts'
import { useWords } from '../words.ts'
import { Ask, Press } from './ask.tsx'
import { tlpName } from './list-fields.tsx'

export function HuntTold({ hunt: { id, hits, told, endedAt, found }, may }: { hunt: Hunt; may: boolean }) {
  const { t, f } = useWords()
  const day = (one: string) => f.date(`${one}T12:00:00Z`)
  const [notSeen, several] = [Number(hits) === 0, told.parts.length > 0]
  // The strictest first: as strict as what was asked came, or stricter.
  const levels = tlps.slice(0, told.floor === null ? undefined : tlps.indexOf(told.floor) + 1)
  return (
    <Card title={t('hunt.told')}>
      <div className="card-body">
        <p><strong>{told.tlp === null ? t('hunt.told.no') : t('hunt.told.yes', { tlp: tlpName(told.tlp) })}</strong>{told.at && <> {t('hunt.told.by', { made: f.moment(told.at), by: told.by || '–' })}</>}</p>
        {told.lack ? <p>{t(`hunt.lack.${told.lack}`)}</p> : <p>{notSeen && told.over && !several ? t('hunt.told.notSeen', { first: day(told.over.from), last: day(told.over.to) }) : t('hunt.told.seen')} {t('hunt.told.where')}</p>}
        {told.floor && <p>{t('hunt.told.about', { tlp: tlpName(told.floor) })} <span className="watch-value" lang="en">{told.about}</span></p>}
        {!notSeen && <p className="soft">{t('hunt.told.counts', { bodies: f.number(told.bodies), waiting: f.number(told.waiting) })}</p>}
        {several && <h3>{t('hunt.each')}</h3>}
        {several && (
          <DataTable
            caption={t('hunt.each')} captionHidden rows={told.parts} keyOf={(one) => String(told.parts.indexOf(one))}
            columns={[
              { key: 'thing', header: t('hunt.each.thing'), names: true, cell: (one) => <span className="watch-value">{one.name}</span> },
              { key: 'says', header: t('hunt.each.says'), cell: ({ says, lack }) => (says === null ? t(`hunt.lack.${lack ?? 'unsayable'}`) : t(says.count === 0 ? 'hunt.each.notSeen' : 'hunt.each.seen', { days: says.from === says.to ? day(says.from) : t('hunt.days', { first: day(says.from), last: day(says.to) }), count: f.number(says.count) })) },
              ...(told.parts.some((one) => one.floor !== null) ? [{ key: 'level', header: t('hunt.each.level'), cell: ({ floor }: Hunt['told']['parts'][number]) => (floor === null ? '–' : tlpName(floor)) }] : []),
            ]}
          />
        )}
        {told.tlp !== null && <MetaList items={[{ term: t('hunt.told.with'), value: f.list(told.shared) || t('out.nobody') }]} />}
        <div className="watch-acts">
          {may && told.lack === null && told.tlp === null && (
            <Ask id="tell" label={t(notSeen && !several ? 'hunt.tellNot' : 'hunt.tell')} act={t('save')} intent="tell">
              <p>{t(several ? 'hunt.tellLeadEach' : told.about === null ? 'hunt.tellLead' : 'hunt.tellLeadAbout')}</p>
              <SelectField name="tlp" label={t('list.tlp')} value={told.floor ?? 'amber'} options={levels.map((value) => ({ value, label: tlpName(value) }))} />
            </Ask>
          )}
          {may && told.tlp !== null && <Press id="untell" label={t('hunt.untell')} intent="tell" />}
          {told.tlp !== null && <Link className="button button-secondary" to={`/console/sharing/out/hunts/${id}`}>{t('out.share')}</Link>}
          {may && endedAt !== null && found.every((one) => one.caseId === null) && <Ask id="delete-hunt" label={t('hunt.delete')} act={t('hunt.delete')} intent="delete"><p>{t('hunt.deleteLead')}</p></Ask>}
        </div>
      </div>
    </Card>
  )
}

/** What a person says of the lines at one body. */
export function Verdict({ one: { party, verdict } }: { one: Hunt['found'][number] }) {
  const { t } = useWords()
  return (
    <>
      <p>{t(`hunt.verdict.${verdict ?? 'none'}`)}</p>
      <div className="watch-acts">{(['real', 'false'] as const).filter((each) => each !== verdict).map((each) => <Press key={each} id={`judge-${each}-${party.id}`} label={t(`hunt.judge.${each}`)} about={party.name} intent="judge" hidden={{ partyId: party.id, verdict: each }} />)}</div>
    </>
  )
}

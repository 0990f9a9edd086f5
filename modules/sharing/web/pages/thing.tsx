/** One thing: where it stands, what a group would read of it, and giving it. */
import { Link, useLoaderData, useParams } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { outKinds } from '../../contract-out.ts'
import type { thingLoader } from '../data-out.ts'
import { Ask, Press } from '../parts/ask.tsx'
import { OnePage, useMayManage } from '../parts/frame.tsx'
import { SeenBy } from '../parts/seen.tsx'
import { tlpName, useWords } from '../words.ts'

const pages = { indicators: '/console/watch/lists/', sightings: '/console/watch/lists/', campaigns: '/console/watch/campaigns/', entries: '/console/observatory/entries/', hunts: '/console/watch/hunts/' } as const

export function ThingPage() {
  const { t, f } = useWords()
  const { thing: one, groups } = useLoaderData<typeof thingLoader>()
  const { kind: given = '', objectId = '' } = useParams()
  const kind = outKinds.find((each) => each === given) ?? 'indicators'
  const may = useMayManage()
  return (
    <OnePage tab="out" title={one.title} lead={`${t(`out.kind.${kind}`)} · ${tlpName(one.tlp)}`}>
      <p className="answer">{one.barred ? <><strong>{t('out.barred')}</strong> {one.barred === 'embargo' && one.embargoUntil ? t('out.barred.embargo', { day: f.date(one.embargoUntil) }) : t(`out.barred.${one.barred === 'embargo' ? 'withdrawn' : one.barred}`)}</> : <><strong>{t('out.may')}</strong> {t(one.public ? 'out.isPublic' : 'out.mayLead')}</>}</p>
      <div className="watch-acts">
        {may && !one.barred && (groups.length === 0 ? <p>{t('out.noGroups')} <Link to="/console/sharing/groups">{t('tab.groups')}</Link></p> : (
          <Ask id="give" label={t('out.give')} act={t('out.give')} intent="give">
            <p>{t('out.giveLead', { tlp: tlpName(one.tlp) })}</p>
            <SelectField name="groupId" label={t('out.group')} value={groups[0]!.id} options={groups.map((each) => ({ value: each.id, label: `${each.name} (${each.members.map((member) => member.name).join(', ') || t('group.nobody')})` }))} />
          </Ask>
        ))}
        <Link className="button button-secondary" to={`${pages[kind]}${objectId}`}>{t('out.page')}</Link>
      </div>
      <Card title={t('out.with')}>
        <div className="card-body"><MetaList items={[{ term: t('tab.collections'), value: one.collections.length === 0 ? t('out.nowhereYet') : <>{one.collections.map((each, i) => <span key={each.id}>{i > 0 && ', '}<Link className="watch-value" to={`/console/sharing/collections/${each.id}`}>{each.name}</Link></span>)}</> }]} /></div>
        {one.gifts.length > 0 && (
          <ul className="watch-list">
            {one.gifts.map((each) => <li key={each.id}><p><strong>{each.group.name}</strong><br />{each.by} · {f.moment(each.at)}</p>{may && <Press id={`back-${each.id}`} label={t('out.takeBack')} about={each.group.name} intent="take-back" hidden={{ id: each.id }} />}</li>)}
          </ul>
        )}
      </Card>
      {one.seen.length > 0 && <SeenBy title={t('seen.others')} seen={one.seen} several />}
      <Card title={t('out.read')}>
        <div className="card-body">
          <p>{t('out.readLead')}</p>
          <MetaList items={[
            ...(one.types.length > 0 ? [{ term: t('objects'), value: one.types.map((each) => `${each.type} ${f.number(each.objects)}`).join(' · ') }] : []),
            ...(one.left.length > 0 ? [{ term: t('out.left'), value: one.left.join(', ') }] : []), ...(one.covered.length > 0 ? [{ term: t('out.covered'), value: one.covered.join(', ') }] : []),
          ]} />
        </div>
        <ul className="watch-list">{one.objects.map((text, i) => <li key={i}><Said text={text} /></li>)}</ul>
      </Card>
    </OnePage>
  )
}

type Said = { readonly type: string; readonly name?: string; readonly relationship_type?: string; readonly description?: string; readonly pattern?: string; readonly extensions?: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
/** Its words first, then all of it. */
function Said({ text }: { text: string }) {
  const { t } = useWords()
  const one = JSON.parse(text) as Said
  const facts = Object.values(one.extensions ?? {}).flatMap((each) => Object.entries(each)).filter(([name]) => name !== 'extension_type')
  return (
    <div className="watch-value">
      <p><strong>{one.name ?? one.relationship_type ?? one.type}</strong> · <span lang="en">{one.type}</span>{one.description && <><br />{one.description}</>}{one.pattern && <><br /><span lang="en">{one.pattern}</span></>}</p>
      {facts.length > 0 && <p lang="en">{facts.map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' · ')}</p>}
      <details><summary>{t('object.text')}</summary><pre lang="en" tabIndex={0}>{JSON.stringify(one, null, 2)}</pre></details>
    </div>
  )
}

import { useCallback, useEffect, useState } from 'react'
import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button, MetaList } from '#ui/components/parts.tsx'
import { InsideLinks } from '#ui/console/inside-links.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import { situations, whos, type Situation, type Who } from '#modules/intake/contract.ts'
import { guided } from '#modules/intake/contract-public.ts'
import { findParties, type Done } from '../data.ts'
import { Finder, type Found } from '#ui/components/finder.tsx'
import { useAct } from '../parts/useAct.ts'
import { sayRefusal, useWords } from '../words.ts'

type Sheet = { situation: Situation; who: Who; whoName: string; words: string; danger: boolean; name: string; phone: string; email: string }
const empty: Sheet = { situation: 'unknown', who: 'unknown', whoName: '', words: '', danger: false, name: '', phone: '', email: '' }
const KEPT = 'bastida.call'

/** The sheet of whoever answers the telephone: on one page, in the order in which people tell it. What is typed survives a reload of this window. */
export function CallPage() {
  const t = useWords()
  const { f, lang } = useLook()
  const [sheet, setSheet] = useState<Sheet>(() => { try { return { ...empty, ...(JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as Partial<Sheet>) } } catch { return empty } })
  const [party, setParty] = useState<Found>()
  const [made, setMade] = useState<{ id: string; ref: string; code: string; answerBy: string | null }>()
  const [key, setKey] = useState(() => crypto.randomUUID())
  useEffect(() => { sessionStorage.setItem(KEPT, JSON.stringify(sheet)) }, [sheet])
  const { act, busy, refused } = useAct(useCallback(({ data }: Done) => { setMade(data as NonNullable<typeof made>); setSheet(empty); setParty(undefined); setKey(crypto.randomUUID()) }, []))
  const set = <K extends keyof Sheet>(name: K, value: Sheet[K]) => setSheet((before) => ({ ...before, [name]: value }))
  const find = useCallback(async (q: string) => (q === '' ? [] : (await findParties(q)).items.map((one): Found => ({ id: one.id, label: one.name, hint: one.province }))), [])
  const gestures = (guided as readonly string[]).includes(sheet.situation) ? (sheet.situation as (typeof guided)[number]) : undefined
  const text = (name: 'whoName' | 'name' | 'phone' | 'email', label: string, type = 'text') => <div className="field"><label htmlFor={name}>{label}</label><input id={name} type={type} value={sheet[name]} onChange={(event) => set(name, event.target.value)} maxLength={name === 'email' ? 254 : 200} autoComplete="off" /></div>
  return (
    <InsideLinks className="desk">
      <title>{t('call.title')}</title>
      <PageHead path={[{ label: t('desk.title'), href: '/console/reports' }, { label: t('call.title') }]} pathLabel={t('nav.path')} title={t('call.title')}><p className="page-lead">{t('call.lead')}</p></PageHead>
      <div className="page-body two-columns">
        <div className="case-stack">
          {made && (
            <Card title={t('call.made')}><div className="card-body">
              <p role="status">{t('call.say')}</p>
              <MetaList items={[{ term: t('receipt.number'), value: <strong className="said-aloud">{made.ref}</strong> }, ...(made.code ? [{ term: t('receipt.code'), value: <strong className="said-aloud mono">{made.code}</strong> }] : []), ...(made.answerBy ? [{ term: t('follow.until'), value: f.longMoment(made.answerBy) }] : [])]} />
              <p><Link to={`/console/reports/${made.id}`}>{t('desk.open')}</Link></p>
            </div></Card>
          )}
          <Card><div className="card-body">
            <form onSubmit={(event) => { event.preventDefault(); act({ intent: 'call', body: { externalId: key, who: sheet.who, whoName: sheet.whoName, situation: sheet.situation, words: sheet.words, danger: sheet.danger, lang, contact: { name: sheet.name, phone: sheet.phone, email: sheet.email }, ...(party ? { partyId: party.id } : {}) } }) }}>
              {text('phone', t('call.phone'), 'tel')}
              <div className="field"><label htmlFor="words">{t('call.words')}</label><textarea id="words" rows={7} value={sheet.words} onChange={(event) => set('words', event.target.value)} maxLength={20_000} /></div>
              <label className="choice-line"><input type="checkbox" checked={sheet.danger} onChange={(event) => set('danger', event.target.checked)} /> {t('report.dangerYes')}</label>
              <div className="field"><label htmlFor="situation">{t('desk.seen')}</label><select id="situation" className="select-field" value={sheet.situation} onChange={(event) => set('situation', event.target.value as Situation)}>{situations.map((one) => <option key={one} value={one}>{t(`situation.${one}`)}</option>)}</select></div>
              <div className="field"><label htmlFor="who">{t('report.who')}</label><select id="who" className="select-field" value={sheet.who} onChange={(event) => set('who', event.target.value as Who)}>{whos.map((one) => <option key={one} value={one}>{t(`who.${one}`)}</option>)}</select></div>
              {text('whoName', t('report.whoName'))}
              <Finder label={t('call.party')} name="party" find={find} none={t('call.partyNone')} chosen={party?.id} onChoose={setParty} />
              {text('name', t('report.name'))}
              {text('email', t('report.email'), 'email')}
              {refused && <p className="field-error" role="alert">{sayRefusal(t, refused)}</p>}
              <p className="actions"><Button disabled={busy}>{busy ? t('act.busy') : t('call.do')}</Button></p>
            </form>
          </div></Card>
        </div>
        <aside aria-label={t('call.tell')}>
          <Card title={t('call.tell')}><div className="card-body">
            {gestures ? <ol className="story">{(['1', '2', '3'] as const).map((n) => <li key={n}><strong>{t(`guide.${gestures}.${n}.title`)}</strong><p>{t(`guide.${gestures}.${n}`)}</p></li>)}</ol> : <p className="soft">{t('call.tellLater')}</p>}
          </div></Card>
        </aside>
      </div>
    </InsideLinks>
  )
}

/** The continuity kit of a body: one sheet a section, printed before the day. In the console and in the body's space. */
import type { ReactNode } from 'react'
import { useLoaderData } from 'react-router'
import { Button } from '#ui/components/parts.tsx'
import { kitLoader } from '../data.ts'
import { useSession } from '../parts/cards.tsx'
import { Blank, categoriesOf, providersOf } from '../parts/kit.tsx'
import { Tree } from '../parts/tree.tsx'
import { sayWrite, useWords } from '../words.ts'

export { kitLoader as loader }

const REGISTER_LINES = 24
const pays = ['1', '2', '3'] as const
const door = ['1', '2', '3', '4', '5'] as const
const back = ['1', '2', '3', '4', '5', '6'] as const
const keys = ['room', 'envelope', 'backup', 'contracts', 'card'] as const

export function Component() {
  const { t, f, now } = useWords()
  const { centre } = useSession()
  const kit = useLoaderData<typeof kitLoader>()
  if (!kit) return null
  const { detail, contacts } = kit
  const providers = providersOf(detail)
  const services = categoriesOf(detail)
  const sheet = (id: string, title: string, children: ReactNode) => (
    <section className="kit-sheet" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="on-paper">{detail.party.name} · {t('kit.printed', { date: f.date(now) })}</p>
      {children}
    </section>
  )
  return (
    <div className="coordination kit">
      <title>{`${t('kit.title')} · ${detail.party.name}`}</title>
      <div className="page-head no-paper">
        <h1>{t('kit.title')}</h1>
        <p className="page-lead">{detail.party.name}. {t('kit.lead')}</p>
        <p><Button type="button" icon="print" onClick={() => window.print()}>{t('print')}</Button></p>
      </div>
      <div className="page-body stack">
        {sheet('kit-call', t('kit.call'), (
          <>
            {centre.phone && <p><strong>{t('kit.centre', { phone: centre.phone })}</strong></p>}
            <Tree contacts={contacts} empty={t('tree.noneHere')} />
            <h3>{t('kit.providers')}</h3>
            {providers.length === 0 && <p>{t('kit.noProviders')}</p>}
            <Blank caption={t('kit.providers')} heads={[t('kit.col.provider'), t('kit.col.for'), t('kit.col.phone')]} rows={[...providers.map((one) => [one.name, one.services.join(', ')]), [], []]} />
          </>
        ))}
        {sheet('kit-register', t('kit.register'), (
          <>
            <p>{t('kit.registerLead')}</p>
            <p>{t('kit.opened')}</p>
            <Blank caption={t('kit.register')} heads={[t('kit.col.n'), t('kit.col.when'), t('kit.col.way'), t('kit.col.who'), t('kit.col.subject'), t('kit.col.desk'), t('kit.col.sign')]} rows={Array.from({ length: REGISTER_LINES }, (_, i) => [`E-${String(i + 1).padStart(3, '0')}`])} />
            <p>{t('kit.closed')}</p>
          </>
        ))}
        {sheet('kit-door', t('kit.door'), <div className="kit-door">{door.map((n) => <p key={n}>{n === '1' ? <strong>{t(`kit.door.${n}`)}</strong> : t(`kit.door.${n}`)}</p>)}<p>{detail.party.name}</p></div>)}
        {sheet('kit-pay', t('kit.pay'), (
          <>
            <ol className="numbered">{pays.map((n) => <li key={n}>{t(`kit.pay.${n}`)}</li>)}</ol>
            <Blank caption={t('kit.pay')} heads={[t('kit.col.payment'), t('kit.col.due'), t('kit.col.amount'), t('kit.col.to'), t('kit.col.sign')]} rows={Array.from({ length: 16 }, () => [])} />
          </>
        ))}
        {sheet('kit-counters', t('kit.counters'), (
          <>
            <p>{t('kit.countersLead')}</p>
            <Blank caption={t('kit.counters')} heads={[t('kit.col.service'), t('kit.col.write'), t('kit.col.papers')]} rows={[...services.map((one) => [one.names.join(', '), sayWrite(t, one.category)]), [], []]} />
          </>
        ))}
        {sheet('kit-keys', t('kit.keys'), (
          <>
            <p>{t('kit.keysLead')}</p>
            <Blank caption={t('kit.keys')} heads={[t('kit.col.thing'), t('kit.col.where'), t('kit.col.has'), t('kit.col.checked')]} rows={[...keys.map((one) => [t(`kit.key.${one}`)]), ...detail.datasets.slice(0, 12).map((one) => [t('kit.data', { name: one.name })]), [], []]} />
          </>
        ))}
        {sheet('kit-back', t('kit.back'), (
          <>
            <ol className="numbered">{back.map((n) => <li key={n}>{t(`kit.back.${n}`)}</li>)}</ol>
            <Blank caption={t('kit.back')} heads={[t('kit.col.sheet'), t('kit.col.entered'), t('kit.col.compared')]} rows={Array.from({ length: 12 }, () => [])} />
          </>
        ))}
      </div>
    </div>
  )
}

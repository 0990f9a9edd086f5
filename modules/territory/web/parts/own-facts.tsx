import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import { factsAsked, ownFacts, type Fact, type readParty, type statementItem } from '../../contract.ts'
import type * as z from 'zod'
import { usePen, type Pen, type Words } from '../words.ts'
import { DialogForm } from './dialog-form.tsx'
import { Quick } from './quick.tsx'

type Detail = ResponseOf<typeof readParty>
type Statement = z.output<typeof statementItem>
export const isOwnFact = (fact: Fact): boolean => fact in ownFacts

export const knownOf = (party: Detail['party'], fact: Fact): unknown => (fact === 'population' ? (party.population ?? undefined) : party.facts[fact])
export const askedOf = (party: Detail['party']): readonly Fact[] => factsAsked[party.country === 'FR' ? 'FR' : 'IT']
/** Known, and nobody of the party has said yet that it is so. */
export const isOpen = (detail: Detail, fact: Fact): boolean => knownOf(detail.party, fact) !== undefined && !detail.statements.some((one) => one.fact === fact && (one.state !== 'refused' || !isOwnFact(fact)))

/** A fact in words: the answer, and what it hangs on. */
export function sayFact({ t, f }: Pen, fact: Fact, value: unknown): string {
  if (value === undefined || value === null || value === 'unknown') return t('fact.unknown')
  if (fact === 'population') return f.number(Number(value))
  if (fact === 'processor') return t(value === true ? 'fact.yes' : 'fact.no')
  if (fact === 'trustService') return t(`fact.trust.${value as 'qualified'}`)
  if (fact !== 'acn') return t(value === 'yes' ? 'fact.yes' : 'fact.no')
  const { status, noticeReceivedOn } = value as { status: 'essential' | 'important' | 'not_listed' | 'unknown'; noticeReceivedOn?: string }
  return [t(`fact.acn.${status}`), ...(noticeReceivedOn ? [t('fact.since', { date: f.date(noticeReceivedOn) })] : [])].join(', ')
}

export const factName = (t: Words, fact: Fact): string => (fact === 'population' ? t('col.inhabitants') : t(`fact.${fact}`))

/** Whose word stands behind a fact, in one line. */
export function FactSource({ statement, fallback }: { statement: Statement | undefined; fallback: string }) {
  const pen = usePen()
  const { t, f } = pen
  if (!statement) return <span className="soft">{fallback}</span>
  const by = { name: statement.by, date: f.date(statement.at) }
  return (
    <span className={statement.state === 'refused' ? 'tone-ink' : 'soft'}>
      {statement.state === 'proposed' ? t('own.proposed', { ...by, value: sayFact(pen, statement.fact, statement.value) })
        : statement.state === 'refused' ? `${t('own.refused', { ...by, value: sayFact(pen, statement.fact, statement.value) })}${statement.reason ? ` «${statement.reason}»` : ''}`
          : t(statement.state === 'confirmed' ? 'own.confirmedBy' : statement.state === 'accepted' ? 'own.acceptedBy' : 'own.statedBy', by)}
      {statement.source && ` ${t('own.document', { source: statement.source })}`}
    </span>
  )
}

/** "What we know of you. Is it right?": each fact with one click to say yes, and a form to say how it is. */
export function OwnFacts({ detail }: { detail: Detail }) {
  const pen = usePen()
  const { t } = pen
  const { party } = detail
  return (
    <ul className="own-list">
      {askedOf(party).map((fact) => {
        const known = knownOf(party, fact)
        const statement = detail.statements.find((one) => one.fact === fact)
        const name = factName(t, fact)
        const open = isOpen(detail, fact)
        return (
          <li key={fact} data-fact={fact}>
            <div>
              <p><span className="soft">{name}</span><br /><strong>{sayFact(pen, fact, known)}</strong></p>
              <p className="own-source">
                {!open && statement && statement.state !== 'proposed' && statement.state !== 'refused' && <Icon name="tick" />}
                <FactSource statement={statement} fallback={t(known === undefined ? 'own.nobody' : isOwnFact(fact) ? 'own.fromCentre' : 'own.fromRegistry')} />
              </p>
            </div>
            <div className="own-acts">
              {open && <Quick id={`yes-${fact}`} intent="fact" kind="primary" fields={{ fact, known: JSON.stringify(known) }} label={t('own.yes')} spoken={t('own.yesOf', { name, value: sayFact(pen, fact, known) })} />}
              <FactForm fact={fact} known={known} />
            </div>
          </li>
        )
      })}
    </ul>
  )
}

const answers = ['yes', 'no', 'unknown'] as const
const trusts = ['qualified', 'non_qualified', 'no', 'unknown'] as const
const listings = ['essential', 'important', 'not_listed', 'unknown'] as const

function FactForm({ fact, known }: { fact: Fact; known: unknown }) {
  const { t } = usePen()
  const name = factName(t, fact)
  const acn = (fact === 'acn' ? (known ?? {}) : {}) as { status?: string; noticeReceivedOn?: string; firstListedYear?: number }
  return (
    <DialogForm id={`fact-${fact}`} intent="fact" label={t(known === undefined ? 'own.answer' : 'own.notSo')} about={name} title={name} hidden={{ fact, ...(acn.firstListedYear === undefined ? {} : { firstListedYear: acn.firstListedYear }) }} save={t(isOwnFact(fact) ? 'own.save' : 'own.tellCentre')}>
      {(errorOf) => (
        <>
          <p className="soft">{t(isOwnFact(fact) ? 'own.countsNow' : 'own.waitsCentre')} {(fact === 'psnc' || fact === 'oiv') && t('own.secret')}</p>
          {fact === 'population'
            ? <TextField name="value" label={name} inputMode="numeric" value={known === undefined ? '' : String(known)} required {...problem(errorOf('value'))} />
            : (
              <RadioGroup
                name="value" label={name} required {...problem(errorOf('value'))}
                value={fact === 'acn' ? (acn.status ?? '') : fact === 'processor' ? (known === undefined ? '' : known === true ? 'yes' : 'no') : String(known ?? '')}
                choices={fact === 'acn' ? listings.map((value) => ({ value, label: t(`fact.acn.${value}`) })) : fact === 'trustService' ? trusts.map((value) => ({ value, label: t(`fact.trust.${value}`) })) : (fact === 'processor' ? answers.slice(0, 2) : answers).map((value) => ({ value, label: t(`fact.${value}`) }))}
              />
            )}
          {fact === 'acn' && <TextField name="noticeReceivedOn" type="date" label={t('fact.acnOn')} hint={t('own.acnOnHint')} value={acn.noticeReceivedOn ?? ''} optional={t('web.optional')} />}
          <TextField name="source" label={t('own.doc')} hint={t(fact === 'acn' ? 'own.docAcn' : 'own.docHint')} {...(fact === 'acn' ? {} : { optional: t('web.optional') })} {...problem(errorOf('source'))} />
        </>
      )}
    </DialogForm>
  )
}

const problem = (error: string | undefined): { error?: string } => (error === undefined ? {} : { error })

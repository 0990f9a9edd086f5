import { RadioGroup } from '#ui/components/forms.tsx'
import { isTypes, type KnownIncident } from '../../contract.ts'
import type { Dossier } from '../data.ts'
import { useWords, type WordKey } from '../words.ts'
import { SendForm, textOf } from './form-parts.tsx'
import { useSender } from '../data.ts'

const plain = ['personalData', 'malicious', 'ongoing', 'trustServiceImpact', 'onSiiv', 'exploitedVulnerability', 'severeProductIncident'] as const
const answers = ['yes', 'no', 'unknown'] as const
const tables = ['table_1', 'table_2', 'outside_assets', 'none', 'unknown'] as const
const dataRoles = ['controller', 'processor', 'both', 'unknown'] as const

/** Facts of the incident that the law asks about here: always the three that open most doors, and whatever is missing. */
export function IncidentForm({ dossier }: { dossier: Dossier }) {
  const { t } = useWords()
  const { busy, outcome, send } = useSender()
  const asked = new Set(dossier.missing.map((one) => one.fact))
  const known = dossier.incident
  const shown = plain.filter((fact) => fact === 'personalData' || fact === 'malicious' || fact === 'ongoing' || asked.has(`incident.${fact}`) || (known[fact] ?? 'unknown') !== 'unknown')
  const withTable = asked.has('incident.psncTable') || (known.psncTable ?? 'unknown') !== 'unknown'
  const question = (fact: string) => dossier.missing.find((one) => one.fact === `incident.${fact}`)?.question
  const submit = (form: FormData): void => {
    const given = Object.fromEntries([...shown, 'dataRole', ...(withTable ? ['psncTable'] : [])].map((fact) => [fact, textOf(form, `fact-${fact}`)]).filter(([, value]) => value !== '')) as KnownIncident
    send({ intent: 'incident', caseId: dossier.caseId, body: given })
  }
  return (
    <div className="answers"><SendForm label={t('facts.save')} busy={busy} outcome={outcome} done={t('facts.done')} onSend={submit}>
      {shown.map((fact) => <RadioGroup key={fact} name={`fact-${fact}`} label={t(`facts.${fact}`)} {...hintOf(question(fact), t(`facts.${fact}`))} value={known[fact] ?? 'unknown'} choices={answers.map((value) => ({ value, label: t(`answer.${value}`) }))} />)}
      <RadioGroup name="fact-dataRole" label={t('facts.dataRole')} value={known.dataRole ?? 'unknown'} choices={dataRoles.map((value) => ({ value, label: t(`facts.dataRole.${value}`) }))} />
      {withTable && <RadioGroup name="fact-psncTable" label={t('facts.psncTable')} value={known.psncTable ?? 'unknown'} choices={tables.map((value) => ({ value, label: t(`facts.psncTable.${value}`) }))} />}
    </SendForm></div>
  )
}

const hintOf = (question: string | undefined, label: string) => (question && question !== label ? { hint: question } : {})

/** The two tests side by side. What they point at is said, and a person decides. */
export function SignificanceTests({ dossier }: { dossier: Dossier }) {
  const { t } = useWords()
  const { busy, outcome, send } = useSender()
  const tests = dossier.significance
  if (!tests) return null
  const choices = answers.map((value) => ({ value, label: t(`answer.${value}`) }))
  const submit = (form: FormData): void => {
    const types = Object.fromEntries(isTypes.map((type) => [type, textOf(form, `is-${type}`)]).filter(([, value]) => value)) as NonNullable<KnownIncident['isTypes']>
    const art25 = Object.fromEntries((['a', 'b'] as const).map((letter) => [letter, textOf(form, `art25-${letter}`)]).filter(([, value]) => value)) as NonNullable<KnownIncident['art25']>
    send({ intent: 'incident', caseId: dossier.caseId, body: { isTypes: types, art25 } })
  }
  return (
    <>
      <p className={`points-at points-${tests.pointsAt}`} role="status">{t(`tests.points.${tests.pointsAt}`)}</p>
      <SendForm label={t('tests.save')} busy={busy} outcome={outcome} done={t('facts.done')} onSend={submit}>
        <div className="tests answers">
          <div>
            <h3>{t('tests.types')}</h3>
            {tests.types.map((one) => (
              <RadioGroup key={one.type} name={`is-${one.type}`} label={`${one.type} · ${t(`tests.${one.type}`)}`} value={one.answer} choices={choices} hint={t(countsKey(one.countsForNis2, one.countsForLaw90))} />
            ))}
          </div>
          <div>
            <h3>{t('tests.article')}</h3>
            {(['a', 'b'] as const).map((letter) => <RadioGroup key={letter} name={`art25-${letter}`} label={t(`tests.art25.${letter}`)} value={tests.art25[letter]} choices={choices} />)}
          </div>
        </div>
      </SendForm>
    </>
  )
}

function countsKey(nis2: boolean | null, law90: boolean): WordKey {
  if (nis2 === null) return law90 ? 'tests.counts.law90' : 'tests.counts.unknown'
  if (nis2) return law90 ? 'tests.counts.both' : 'tests.counts.nis2'
  return law90 ? 'tests.counts.law90' : 'tests.counts.none'
}

import type { ExerciseView, Finding } from '../../contract.ts'
import { useWords } from '../words.ts'
import { Curve } from './curve.tsx'

/** What it taught: one sentence, the picture that proves it, then each number beside what it counts. */
export function Findings({ run }: { run: ExerciseView }) {
  const { t, f } = useWords()
  const valueOf = (code: string): number | null => run.findings.find((one) => one.code === code)?.value ?? null
  const half = valueOf('answers_half')
  return (
    <div className="exercise-findings">
      <h3 className="findings-title">{t('findings.caption')}</h3>
      <p className="findings-sentence">
        {half === null ? t(valueOf('answers_nine_tenths') === null ? 'findings.nobody' : 'findings.lessThanHalf') : t('findings.half', { hours: f.number(half) })} {t.n('findings.silent', valueOf('silent') ?? 0)} {t.n('findings.published', valueOf('published') ?? 0)}
      </p>
      <Curve run={run} />
      <dl className="findings-numbers">
        {run.findings.map((one) => <Number key={one.code} {...one} of={shareOf(one, run)} />)}
      </dl>
    </div>
  )
}

/** A count of bodies or notices, as a part of all those in the story. */
function shareOf({ value, unit }: Finding, { counts }: ExerciseView): number | null {
  const all = unit === 'bodies' ? counts?.children : unit === 'notices' ? counts?.notices : undefined
  return value === null || !all ? null : value / all
}

function Number({ code, text, value, unit, of }: Finding & { of: number | null }) {
  const { t, f, lang } = useWords()
  return (
    <div>
      <dt>{text[lang]}</dt>
      <dd>
        <strong>{value === null ? t(code === 'answers_half' ? 'findings.notHalf' : 'findings.none') : unit === 'hours' ? t('hours', { n: f.number(value) }) : f.number(value)}</strong>
        {of !== null && <span className="findings-bar" aria-hidden="true"><span style={{ inlineSize: `${Math.min(100, of * 100)}%` }} /></span>}
        {of !== null && <span className="soft">{f.percent(of)}</span>}
      </dd>
    </div>
  )
}

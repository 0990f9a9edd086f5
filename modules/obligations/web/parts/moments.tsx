import type { ReactNode } from 'react'
import type { ObligationView } from '../../contract.ts'
import { useWords } from '../words.ts'

/** The three readings of one term, in words; where they agree, once. */
export function Moments({ view }: { view: ObligationView }) {
  const { t, f } = useWords()
  const { strictAt, legalAt, outerAt } = view
  if (!strictAt) return null
  const exact = (at: string): ReactNode => <time dateTime={at}>{f.longMoment(at)}</time>
  const provisional = view.state === 'awaiting_input'
  if (strictAt === legalAt && (outerAt === null || outerAt === legalAt)) {
    return <p className="moments-one">{exact(strictAt)}. {t(provisional ? 'moments.provisional' : 'moments.same')}</p>
  }
  const lines = [
    { key: 'strict', at: strictAt, word: t('moments.strict'), text: t('moments.strict.text') },
    ...(legalAt && legalAt !== strictAt ? [{ key: 'legal', at: legalAt, word: t('moments.legal'), text: t('moments.legal.text') }] : []),
    ...(outerAt && outerAt !== legalAt ? [{ key: 'outer', at: outerAt, word: t('moments.outer'), text: t('moments.outer.text') }] : []),
  ]
  return (
    <dl className="moments">
      {lines.map((line) => (
        <div key={line.key}>
          <dt>{line.word}</dt>
          <dd><strong>{exact(line.at)}</strong> {line.text}</dd>
        </div>
      ))}
      {provisional && <div><dt>{t('moments.note')}</dt><dd>{t('moments.provisional')}</dd></div>}
    </dl>
  )
}

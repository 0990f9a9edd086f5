import type { DocumentProblem } from '../../contract.ts'
import { sayProblem, useWords } from '../words.ts'

/** What is wrong with a document, each with its place: line and column, the step, the path for whoever edits it. */
export function Problems({ problems }: { problems: readonly DocumentProblem[] }) {
  const { t, f } = useWords()
  return (
    <ol className="document-problems">
      {problems.map((one, i) => (
        <li key={`${one.code} ${one.path} ${i}`}>
          <p>{sayProblem(t, f.list, one)}</p>
          <p className="soft">
            {[one.line === undefined ? '' : t('place.line', { line: f.number(one.line), column: f.number(one.column ?? 1) }), one.step ? t('place.step', { name: one.step }) : ''].filter(Boolean).join(' · ')}
            {one.path && <code className="mono">{one.path}</code>}
          </p>
        </li>
      ))}
    </ol>
  )
}

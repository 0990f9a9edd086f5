import type { Dossier } from '../data.ts'
import { sayCode, useWords } from '../words.ts'

/** Every change of what is owed: when, by whom, because of what. */
export function History({ changes }: { changes: Dossier['changes'] }) {
  const { t, f } = useWords()
  if (changes.length === 0) return <p className="card-body soft">{t('history.none')}</p>
  return (
    <ol className="history">
      {changes.map((change, at) => (
        <li key={`${change.at}-${at}`}>
          <p><time dateTime={change.at}>{f.moment(change.at)}</time> · <strong>{sayCode(t, 'cause', change.cause)}</strong> · {change.by || t('by.machine')}</p>
          <ul>{change.lines.map((line, i) => <li key={i}>{line}</li>)}</ul>
        </li>
      ))}
    </ol>
  )
}

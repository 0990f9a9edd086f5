import { Link } from 'react-router'
import { TlpBadge } from '#ui/components/console-marks.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { timelineLoader } from '../loaders.ts'
import { catalogue, level, useWords, type Key, type Words } from '../words.ts'

type Entry = Awaited<ReturnType<typeof timelineLoader>>['items'][number]

/** What happened, newest first: when, what, by whom. */
export function Entries({ items, withParty = false, plain = false }: { items: readonly Entry[]; withParty?: boolean; plain?: boolean }) {
  const t = useWords()
  const { f } = useLook()
  return (
    <ol className="entries">
      {items.map((entry) => (
        <li key={entry.id} className={entry.kind === 'decision' || entry.kind === 'gate' ? 'entry entry-strong' : 'entry'}>
          <time className="time" dateTime={entry.at} title={f.longMoment(entry.at)}>{f.moment(entry.at)}<small className="block soft">{f.relative(entry.at)}</small></time>
          <div>
            {withParty && <p>{plain ? entry.partyName : <Link to={`/console/cases/${entry.caseId}/timeline`}>{entry.partyName}</Link>}</p>}
            <p>{sayEntry(t, f.number, entry)}</p>
            {entry.text !== '' && <p className="prose-lines">{entry.text}</p>}
            <p className="soft">{t(`entry.${entry.kind}`)} · {(entry.actorKind !== 'system' && entry.actorName) || t(`actor.${entry.actorKind}`)}{!plain && entry.tlp !== 'amber' && <> · <TlpBadge level={level(entry.tlp)} /></>}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}

/** Codes inside the parameters become words too; a code without words stays as it was written. */
const families: Readonly<Record<string, string>> = { answer: 'answer', observed: 'observed', inferred: 'inferred', kind: 'condition', situation: 'sheet', state: 'taskState', channel: 'channel' }

function sayEntry(t: Words, number: (value: number) => string, { code, params }: Entry): string {
  const known = (key: string): key is Key => key in catalogue.it
  const words = Object.fromEntries(Object.entries(params).map(([name, value]) => {
    const key = `${families[name] ?? ''}.${String(value)}`
    return [name, known(key) ? t(key) : typeof value === 'number' ? number(value) : Array.isArray(value) ? value.join(', ') : String(value ?? '')]
  }))
  const key = `timeline.${code}`
  // What a term has taken away leaves its place.
  return known(key) ? t(key, words).replaceAll(/\{\w+\}/g, '…') : code
}

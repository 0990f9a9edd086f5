import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { Detail } from '../data.ts'
import { useWords, type Words } from '../words.ts'

/** What happened, in order; what the reporter cannot read is marked. */
export function Story({ entries }: { entries: Detail['entries'] }) {
  const t = useWords()
  const { f } = useLook()
  return (
    <ol className="story">
      {entries.map((one) => (
        <li key={one.id} className={one.told ? undefined : 'story-inside'}>
          <p className="soft"><TimeText at={one.at} formats={f} /> · {one.byKind === 'reporter' ? t('story.reporter') : one.byName || t('story.system')}{!one.told && ` · ${t('story.inside')}`}</p>
          <p>{lineOf(one, t, (iso) => f.moment(iso))}</p>
          {one.text && one.kind !== 'message' && one.kind !== 'note' && one.kind !== 'reply' && <p>{one.text}</p>}
        </li>
      ))}
    </ol>
  )
}

function lineOf({ kind, params, text }: Detail['entries'][number], t: Words, moment: (iso: string) => string): string {
  switch (kind) {
    case 'message': case 'note': case 'reply': return text
    case 'received': case 'again': return t(`story.${kind}`, { road: t(`road.${String(params['road']) as 'web'}`) })
    case 'taken': case 'handed': return t(params['name'] ? `story.${kind}` : 'story.putBack', { name: String(params['name'] ?? '') })
    case 'promised': case 'missed': return t(`story.${kind}`, { when: moment(String(params['until'])) })
    case 'state': return params['state'] === 'closed' ? t('entry.closed', { outcome: t(`outcome.${String(params['outcome']) as 'handled'}`) }) : t(`desk.state.${String(params['state']) as 'open'}`)
    case 'merged': return t('story.merged', { ref: String(params['caseRef'] ?? '') })
    case 'changed': return t('story.changed')
    case 'read_original': return t('story.readOriginal')
    default: return t('entry.detached')
  }
}

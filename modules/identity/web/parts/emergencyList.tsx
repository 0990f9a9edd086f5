import { Link } from 'react-router'
import { Callout } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Glyph } from '#ui/icons/icon.tsx'
import type { Emergency } from '../../contract-emergency.ts'
import { useAccessWords } from '../access.ts'
import { useWords } from '../words.ts'
import { Around } from './around.tsx'

/** What runs or waits for another coordinator, before everything else on the page of people. */
export function EmergencyList({ emergencies }: { emergencies: readonly Emergency[] }) {
  const t = useWords()
  const a = useAccessWords()
  const { f } = useLook()
  const waiting = emergencies.filter(({ state }) => state !== 'closed')
  if (waiting.length === 0) return null
  return (
    <Callout tone="hit" icon={<Glyph state="hit" />} title={a('em.list')}>
      <ul className="emergencies">
        {waiting.map((one) => (
          <li key={one.id}>
            <Link to={`/console/emergencies/${one.id}`}><Around text={a('em.one')} who={one.person} role={t(`role.${one.role}`)} until={<TimeText at={one.until} formats={f} />} /></Link>
            <span className="soft"> {a(`em.state.${one.state}`)}</span>
          </li>
        ))}
      </ul>
    </Callout>
  )
}

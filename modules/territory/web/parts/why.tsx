import type * as z from 'zod'
import type { hitService } from '../../contract.ts'
import { afterMinutes, say, usePen, type Words } from '../words.ts'

type Hit = z.output<typeof hitService>
type Step = Hit['path'][number]

/** The path that explains an effect, step by step: what each service needs, what it brings and how sure that is. */
export function Why({ path, summary }: { path: readonly Step[]; summary: string }) {
  const { t, f } = usePen()
  if (path.length === 0) return <span className="soft">–</span>
  return (
    <details className="why-path">
      <summary>{summary}</summary>
      <ol>
        {path.map((step) => (
          <li key={step.dependencyId}>
            {t('why.step', { to: endName(t, step.to), from: endName(t, step.from) })} {t(`why.${step.brings}`)}
            {step.brings === 'down' || step.brings === 'degraded' ? ` ${afterMinutes(t, step.atMinutes)}` : ''} · {t('why.sure', { sure: f.percent(step.confidence) })}
          </li>
        ))}
      </ol>
    </details>
  )
}

const endName = (t: Words, end: Step['from']): string => {
  const name = end.name || say(t, 'category', end.category)
  return end.party ? t('why.end', { service: name, party: end.party.name }) : name
}

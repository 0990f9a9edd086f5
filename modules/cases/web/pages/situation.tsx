import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { useLook } from '#ui/console/look.tsx'
import { CascadeCard } from '../parts/cascadeCard.tsx'
import { Tally } from '../parts/tally.tsx'
import { TiedSituation } from '../parts/tiedSituation.tsx'
import { useCase } from '../parts/useCase.ts'
import { useWords, type Key } from '../words.ts'
import type { situationLoader } from '../loaders.ts'

/** What is known, in five lines, and how far it goes. */
export function SituationPage() {
  const { one, base, owed } = useCase()
  const cascade = useLoaderData<typeof situationLoader>()
  if (one.kind === 'tied') return <TiedSituation one={one} to={base} owed={owed} byPhone />
  return (
    <>
      <FiveLines />
      {one.counts && <Tally counts={one.counts} base={base} />}
      {cascade && <CascadeCard cascade={cascade} base={base} />}
    </>
  )
}

const known: Readonly<Record<string, Key>> = { reported: 'source.reported', observed: 'source.observed', answers: 'source.answers', model: 'source.model', conditions: 'source.conditions', tasks: 'source.tasks', decision: 'source.decision' }

function FiveLines() {
  const { one, base } = useCase()
  const t = useWords()
  const { f, lang } = useLook()
  const report = one.situation?.report
  return (
    <Card title={t('situation.title')} aside={report ? <Link to={`${base}/reports`}>{t('situation.report', { number: report.number, by: report.authorName, at: f.moment(report.at) })}</Link> : <span>{t('situation.live')}</span>}>
      <dl className="five-lines">
        {one.situation?.lines.map((line) => (
          <div key={line.key}>
            <dt>{t(`line.${line.key}`)}</dt>
            <dd>{line.text[lang]}</dd>
            <dd className="soft five-source">{known[line.source] ? t(known[line.source]!) : line.source}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

import { useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { ConditionsView } from '../parts/conditionsView.tsx'
import { Entries } from '../parts/entries.tsx'
import { EvidenceView } from '../parts/evidenceView.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { TiedSituation } from '../parts/tiedSituation.tsx'
import { useSpaceCase } from '../parts/useCase.ts'
import type { conditionsLoader, evidenceLoader, tasksLoader, timelineLoader } from '../loaders.ts'
import { useWords } from '../words.ts'

export function SpaceSituation() {
  const { one, base, owed } = useSpaceCase()
  return <TiedSituation one={one} to={base} owed={owed} byPhone={false} />
}

export function SpaceConditions() {
  const { one, base } = useSpaceCase()
  return <ConditionsView one={one} to={base} conditions={useLoaderData<typeof conditionsLoader>()} />
}

export function SpaceContainment() {
  const { one, base } = useSpaceCase()
  return <Sheet tasks={useLoaderData<typeof tasksLoader>().items} to={base} mayAct={one.state !== 'closed'} />
}

export function SpaceEvidence() {
  const { one, base } = useSpaceCase()
  return <EvidenceView caseId={one.id} to={base} items={useLoaderData<typeof evidenceLoader>().items} mayHand={false} mayAdd={one.state !== 'closed'} tlp={one.tlp} />
}

export function SpaceTimeline() {
  const t = useWords()
  return <Card title={t('space.tab.timeline')}><Entries items={useLoaderData<typeof timelineLoader>().items} plain /></Card>
}

import { useLoaderData } from 'react-router'
import { EvidenceView } from '../parts/evidenceView.tsx'
import { useCase } from '../parts/useCase.ts'
import type { evidenceLoader } from '../loaders.ts'

export function EvidencePage() {
  const { one, base } = useCase()
  const { items } = useLoaderData<typeof evidenceLoader>()
  return <EvidenceView caseId={one.id} to={base} items={items} mayHand={one.may.manage} mayAdd={one.state !== 'closed'} tlp={one.tlp} />
}

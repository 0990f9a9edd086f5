import { useLoaderData } from 'react-router'
import { ConditionsView } from '../parts/conditionsView.tsx'
import { useCase } from '../parts/useCase.ts'
import type { conditionsLoader } from '../loaders.ts'

export function ConditionsPage() {
  const { one, base } = useCase()
  return <ConditionsView one={one} to={base} conditions={useLoaderData<typeof conditionsLoader>()} />
}

import { useLoaderData } from 'react-router'
import { CascadeCard } from '../parts/cascadeCard.tsx'
import { useCase } from '../parts/useCase.ts'
import type { cascadeLoader } from '../loaders.ts'

export function CascadePage() {
  const { base } = useCase()
  return <CascadeCard cascade={useLoaderData<typeof cascadeLoader>()} base={base} />
}

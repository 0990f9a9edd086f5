import { useLoaderData } from 'react-router'
import type { readersLoader } from '../loaders.ts'
import { ReadersView } from '../parts/readersView.tsx'
import { useCase, useSpaceCase } from '../parts/useCase.ts'

export function ReadersPage() {
  const { one, base } = useCase()
  return <ReadersView one={one} to={base} readers={useLoaderData<typeof readersLoader>()} />
}

export function SpaceReaders() {
  const { one, base } = useSpaceCase()
  return <ReadersView one={one} to={base} readers={useLoaderData<typeof readersLoader>()} />
}

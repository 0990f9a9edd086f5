import { useLoaderData } from 'react-router'
import { Sheet } from '../parts/sheet.tsx'
import { useCase } from '../parts/useCase.ts'
import type { tasksLoader } from '../loaders.ts'

export function ContainmentPage() {
  const { one, base } = useCase()
  return <Sheet tasks={useLoaderData<typeof tasksLoader>().items} to={base} mayAct={one.state !== 'closed'} />
}

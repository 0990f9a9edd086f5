import { useLoaderData } from 'react-router'
import type { weekLoader } from '../data-catalogue.ts'
import { OnePage } from '../parts/frame.tsx'
import { WeekCards } from '../parts/week.tsx'
import { useWords } from '../words.ts'

/** What the body reads, for the centre. */
export function WeekPage() {
  const { t, f } = useWords()
  const { party, facts, text } = useLoaderData<typeof weekLoader>()
  return (
    <OnePage tab="rules" title={t('week.title', { from: f.date(`${facts.from}T12:00:00Z`), to: f.date(`${facts.to}T12:00:00Z`) })} lead={t('week.lead', { body: party.name })}>
      <WeekCards texts={text} />
    </OnePage>
  )
}

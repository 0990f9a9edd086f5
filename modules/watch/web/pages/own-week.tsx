/** For people of a body: one week of their logs, in plain words. */
import { Link, useLoaderData } from 'react-router'
import { inSpace, useSpace } from '#ui/console/space.ts'
import { ownWeekLoader } from '../data-catalogue.ts'
import { WeekCards } from '../parts/week.tsx'
import { useWords } from '../words.ts'

export { ownWeekLoader as loader }

export function Component() {
  const { t, f } = useWords()
  const data = useLoaderData<typeof ownWeekLoader>()
  const space = useSpace()
  if (!data) return null
  const title = t('week.title', { from: f.date(`${data.facts.from}T12:00:00Z`), to: f.date(`${data.facts.to}T12:00:00Z`) })
  return (
    <div className="watch watch-own" key={space.body.id}>
      <title>{title}</title>
      <div className="page-head">
        <p><Link to={inSpace('/space/logs', space)}>{t('week.back')}</Link></p>
        <h1>{title}</h1>
        <p className="page-lead">{t('week.leadOwn')}</p>
      </div>
      <div className="stack"><WeekCards texts={data.text} /></div>
    </div>
  )
}

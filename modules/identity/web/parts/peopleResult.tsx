import { useEffect, useRef } from 'react'
import { useFetcher } from 'react-router'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import { useAccessWords } from '../access.ts'
import type { Outcome } from '../api.ts'
import type { Said } from '../shapes.ts'
import { useWords, type Words } from '../words.ts'
import { CopyLine } from './copy.tsx'
import { Done, ProblemOf } from './notice.tsx'

/** What the last action did. A link lives only here: it is in no address and is gone when the page is left. */
export function PeopleResult() {
  const t = useWords()
  const a = useAccessWords()
  const fetcher = useFetcher<Outcome<Said>>({ key: 'people' })
  if (!fetcher.data?.done) return <ProblemOf outcome={fetcher.data} />
  const said = fetcher.data.data
  if (!said.link) return <Done>{said.intent === 'emergency' ? a('em.done', { name: said.name }) : said.intent === 'endSessions' ? a('people.done.endSessions', { name: said.name }) : sayDone(t, said)}</Done>
  return <NewLink key={said.link} said={said} link={said.link} />
}

function NewLink({ said, link }: { said: Said; link: string }) {
  const t = useWords()
  const { f } = useLook()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const [before = '', after = ''] = t('invitation.until').split('{when}')
  return (
    <section className="card new-link" aria-labelledby="new-link">
      <header className="card-head">
        <h2 id="new-link" tabIndex={-1} ref={heading}>{t('people.linkFor', { name: said.name })}</h2>
      </header>
      <div className="card-body">
        <p>{t('people.invited')}</p>
        <CopyLine id="link" label={t('people.link')} text={link} lines={3} />
        {said.expiresAt && <p className="soft">{before}<TimeText at={said.expiresAt} formats={f} />{after}</p>}
      </div>
    </section>
  )
}

function sayDone(t: Words, { intent, name, existing }: Said): string {
  if (intent === 'revoke') return t('people.done.revoke', { name })
  if (intent === 'reset') return t('people.done.reset', { name })
  return intent === 'invite' && existing ? t('people.existing') : t('people.done.grant', { name })
}

import { Link, useLocation } from 'react-router'
import type { FieldProblem } from '#platform/contract/index.ts'
import { Card } from '#ui/components/console-marks.tsx'
import { Button, Callout } from '#ui/components/parts.tsx'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import type { Detail } from './data.ts'
import type { Path } from './merge.ts'
import { idOf, langOf, sayCheck } from './notes.ts'
import type { useDraft } from './use-draft.ts'
import { sayProblem, useWords, type WordKey, type Words } from './words.ts'

/** "Titolo (francese)", "Servizi": a field as people call it. */
export function sayPath(t: Words, path: Path | string): string {
  const [head = '', lang, field] = path.split('.')
  return head === 'texts' ? `${field ? t(`field.${field}` as WordKey) : t('texts.title')} (${t(`lang.${lang as 'it'}`)})` : t(`part.${head}` as WordKey)
}

/** Somebody else saved meanwhile: what they changed is on the screen, what both changed keeps this screen's words. */
export function Told({ draft, isConflict }: { draft: ReturnType<typeof useDraft>; isConflict: boolean }) {
  const { t, f } = useWords()
  const { theirs, both, dirty, takeTheirs } = draft
  const say = (paths: readonly Path[]) => f.list(paths.map((path) => sayPath(t, path)))
  return (
    <div role="alert">
      {((isConflict && dirty) || theirs.length > 0 || both.length > 0) && (
        <Callout tone="degraded" icon={<Glyph state="degraded" />} title={t('conflict.title')}>
          {theirs.length > 0 && <p>{t('conflict.theirs', { fields: say(theirs) })}</p>}
          {both.length > 0 && <p>{t('conflict.both', { fields: say(both) })}</p>}
          <p>{t('conflict.kept')}</p>
          <Button kind="secondary" type="button" onClick={takeTheirs}>{t('conflict.take')}</Button>
        </Callout>
      )}
    </div>
  )
}

/** Everything to be seen to, each line leading to its field, also in another language's tab. */
export function ToSee({ notice, refused, dirty }: { notice: Detail; refused: readonly FieldProblem[]; dirty: boolean }) {
  const { t } = useWords()
  const { pathname, search } = useLocation()
  const lines = [
    ...refused.map(({ path, problem }) => ({ level: 'stop' as const, path: path.replace(/^(body\.)?content\./, ''), text: `${sayPath(t, path.replace(/^(body\.)?content\./, ''))} · ${sayProblem(t, problem)}` })),
    ...notice.checks.map((check) => ({ level: check.level, path: check.path, text: sayCheck(t, check) })),
  ]
  const hrefOf = (path: string): string => {
    const next = new URLSearchParams(search)
    const lang = langOf(path)
    if (lang) next.set('text', lang)
    const field = /^(texts\.\w\w\.\w+|texts\.\w\w|services\.\d+\.\w+|office\.\w+|attachments\.\d+\.\w+|places\.\d+|\w+)/.exec(path)?.[0] ?? path
    return `${pathname}?${next}#${idOf(field)}`
  }
  const stops = lines.filter((one) => one.level === 'stop').length
  return (
    <Card title={t('see.title')} aside={stops > 0 ? <span>{t.n('see.stops', stops)}</span> : undefined}>
      <div className="card-body">
        {lines.length === 0 ? <p><Icon name="tick" /> {t('see.none')}</p> : (
          <ul className="to-see">
            {lines.map(({ level, path, text }, i) => (
              <li key={i}>
                <Glyph state={level === 'stop' ? 'hit' : 'degraded'} />
                <span><strong>{t(`level.${level}`)}</strong> {path === '' ? text : <Link to={hrefOf(path)} preventScrollReset replace>{text}</Link>}</span>
              </li>
            ))}
          </ul>
        )}
        {dirty && <p className="soft">{t('see.afterSave')}</p>}
      </div>
    </Card>
  )
}

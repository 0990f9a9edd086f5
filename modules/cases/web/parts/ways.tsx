import type { Channel } from '#platform/contract/index.ts'
import { Button } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import type { IconName } from '#ui/icons/glyphs.data.ts'
import { Icon } from '#ui/icons/icon.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { Preview } from '../loaders.ts'
import { catalogue, useWords, type Key, type Words } from '../words.ts'
import { ActForm } from './act.tsx'

export const channelIcons: Readonly<Record<Channel, IconName>> = { mail: 'mail', pec: 'mail-sealed', sms: 'message', phone: 'phone' }

/** What became of a message, in words; a state that is not known here stays as the server says it. */
export const sayDelivery = (t: Words, state: string): string => (`delivery.${state}` in catalogue.it ? t(`delivery.${state}` as Key) : state)

/** Why it did not leave, where that is known. */
export const sayProblem = (t: Words, problem: 'tlp' | 'cut_off' | 'key' | 'refused' | null, answer: string): string => (problem === null ? '' : t(`problem.${problem}`, { answer }))

/** By which ways the body was asked, and by which it may be asked now: each rests for some hours after it was used. */
export function Ways({ caseId, ways: { asked, ways }, heading: Heading, mayAsk }: { caseId: string; ways: NonNullable<Preview['ways']>; heading: 'h2' | 'h3' | 'h4'; mayAsk: boolean }) {
  const t = useWords()
  const { f } = useLook()
  return (
    <section className="ways">
      <Heading>{t('ways.title')}</Heading>
      {asked.length === 0 ? <p className="soft">{t('asked.nobody')}</p> : (
        <ul className="ways-asked">
          {asked.map((one) => (
            <li key={one.at}>
              <Icon name={channelIcons[one.channel]} />
              <span>{t(`channel.${one.channel}`)} · <TimeText at={one.at} formats={f} />{one.state && <> · {one.byHand && one.state === 'queued' ? t('asked.byHand') : sayDelivery(t, one.state)}</>}<small className="block soft">{one.to}</small></span>
            </li>
          ))}
        </ul>
      )}
      {mayAsk && ways.length > 0 && (
        <>
          <p className="soft" id={`again-${caseId}`}>{t('ways.again')}</p>
          <div className="inline-acts" role="group" aria-labelledby={`again-${caseId}`}>
            {ways.map((way) => (
              <ActForm key={way.channel} to={`/console/cases/${caseId}`} intent="ask" fields={{ channel: way.channel }} done={t(way.byHand ? 'ways.laid' : 'ways.sent')}>
                {({ busy }) => <Button kind="secondary" icon={channelIcons[way.channel]} disabled={busy || way.againAt !== null}>{t(`channel.${way.channel}`)}{way.againAt !== null && <span className="soft"> {t('ways.from', { at: f.time(way.againAt) })}</span>}</Button>}
              </ActForm>
            ))}
          </div>
        </>
      )}
    </section>
  )
}

import type { Formats } from '../i18n/formats.ts'

type Style = 'moment' | 'longMoment' | 'date' | 'shortDate' | 'time' | 'both'

/**
 * A moment for people, with the exact one for machines. `both` says "fra 3 ore 20 min · lun 11 dic, 06:00":
 * never on a cached document, where "fra 3 ore" would go stale.
 */
export function TimeText({ at, formats, style = 'moment' }: { at: string; formats: Formats; style?: Style }) {
  return (
    <time className="time" dateTime={at}>
      {style === 'both' ? (
        <>
          <span className="time-relative">{formats.relative(at)}</span> · {formats.moment(at)}
        </>
      ) : (
        formats[style](at)
      )}
    </time>
  )
}

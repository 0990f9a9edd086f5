import { useEffect, useRef } from 'react'
import { Button } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { useWords } from '../words.ts'

/** Shown once. On paper only this sheet comes out, with whose it is and of when. */
export function BackupCodes({ codes, email }: { codes: readonly string[]; email: string }) {
  const t = useWords()
  const { f, now } = useLook()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [codes])
  return (
    <section className="card sheet" aria-labelledby="codes-title">
      <header className="card-head">
        <h2 id="codes-title" ref={heading} tabIndex={-1}>{t('twoFactor.codes')}</h2>
      </header>
      <div className="card-body">
        <p>{t('twoFactor.enrol.keep')}</p>
        <p className="sheet-whose">Bastida · {email} · {f.date(now)}</p>
        <ol className="codes">
          {codes.map((code) => <li key={code} className="mono">{code}</li>)}
        </ol>
        <Button kind="secondary" type="button" icon="print" onClick={() => print()}>{t('twoFactor.codes.print')}</Button>
      </div>
    </section>
  )
}

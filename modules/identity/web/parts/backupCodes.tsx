import { useEffect, useRef } from 'react'
import { Button } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { useWords } from '../words.ts'

/** Shown once, to print or to keep as a file. On paper only this sheet comes out, with whose it is and of when. */
export function BackupCodes({ codes, email }: { codes: readonly string[]; email: string }) {
  const t = useWords()
  const { f, now } = useLook()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [codes])
  const whose = `Bastida · ${email} · ${f.date(now)}`
  return (
    <section className="card sheet" aria-labelledby="codes-title">
      <header className="card-head">
        <h2 id="codes-title" ref={heading} tabIndex={-1}>{t('twoFactor.codes')}</h2>
      </header>
      <div className="card-body">
        <p>{t('twoFactor.enrol.keep')}</p>
        <p className="soft">{whose}</p>
        <ol className="codes">
          {codes.map((code) => <li key={code} className="mono">{code}</li>)}
        </ol>
        <div className="form-row">
          <Button kind="secondary" type="button" icon="print" onClick={() => print()}>{t('twoFactor.codes.print')}</Button>
          <Button kind="secondary" type="button" icon="download" onClick={() => save(`${t('twoFactor.codes')}\n${whose}\n\n${codes.join('\n')}\n\n${t('twoFactor.enrol.keep')}\n`)}>{t('twoFactor.codes.save')}</Button>
        </div>
      </div>
    </section>
  )
}

/** A file made in the browser: the codes travel over no line once more. */
function save(text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  link.download = 'bastida.txt'
  link.click()
  URL.revokeObjectURL(link.href)
}

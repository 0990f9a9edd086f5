import type { ReactNode } from 'react'
import { GlyphSprite } from '../icons/icon.tsx'
import type { Lang } from '../i18n/lang.ts'

export type DocumentProps = {
  readonly lang: Lang
  readonly title: string
  readonly description: string
  readonly css: string
  /** For paper: asked for last, by a browser that may never print. */
  readonly print?: string
  readonly fonts: readonly string[]
  readonly canonical?: string
  readonly alternates: readonly { readonly lang: string; readonly href: string }[]
  readonly feeds?: readonly { readonly type: string; readonly href: string; readonly title: string }[]
  /** Not for search engines: replies, errors, exercises. */
  readonly hidden?: boolean
  /** Word of the watermark, on every page of an exercise and on its printed copy. */
  readonly watermark?: string
  readonly children: ReactNode
}

/** A whole HTML document without a script. Nothing in it asks another host for anything. */
export function Document(props: DocumentProps) {
  return (
    <html lang={props.lang}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{props.title}</title>
        <meta name="description" content={props.description} />
        {props.hidden && <meta name="robots" content="noindex" />}
        {props.canonical && <link rel="canonical" href={props.canonical} />}
        {props.alternates.map((a) => (
          <link key={a.lang} rel="alternate" hrefLang={a.lang} href={a.href} />
        ))}
        {props.feeds?.map((f) => <link key={f.href} rel="alternate" type={f.type} href={f.href} title={f.title} />)}
        {props.fonts.map((href) => (
          <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        <link rel="stylesheet" href={props.css} />
        {props.print && <link rel="stylesheet" href={props.print} media="print" />}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      </head>
      <body>
        <GlyphSprite states={['hit', 'degraded', 'restored']} />
        {props.children}
        {props.watermark && <Watermark word={props.watermark} />}
      </body>
    </html>
  )
}

function Watermark({ word }: { word: string }) {
  return (
    <svg className="watermark" aria-hidden="true">
      <defs>
        <pattern id="watermark" width="420" height="260" patternUnits="userSpaceOnUse" patternTransform="rotate(-24)">
          <text x="10" y="120">{word}</text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#watermark)" />
    </svg>
  )
}

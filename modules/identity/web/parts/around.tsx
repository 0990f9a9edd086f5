import { Fragment, type ReactNode } from 'react'

/** A sentence with things drawn at its places, `{when}` for one: words stay a translator's, and a moment stays a moment. */
export function Around({ text, ...places }: { text: string } & Readonly<Record<string, ReactNode>>) {
  return text.split(/(\{\w+\})/).map((part, i) => <Fragment key={i}>{/^\{\w+\}$/.test(part) ? places[part.slice(1, -1)] : part}</Fragment>)
}

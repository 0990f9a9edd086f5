import type { ReactNode } from 'react'
import { Breadcrumb } from '../components/site.tsx'

export type RailGroup = {
  readonly title?: string
  readonly links: readonly { readonly key: string; readonly count?: number | string; readonly link: ReactNode }[]
}

/** The left rail of queues. Links come from the caller, who knows the router; counts stand beside them. */
export function Rail({ label, groups }: { label: string; groups: readonly RailGroup[] }) {
  return (
    <nav className="rail" aria-label={label}>
      {groups.map((g, i) => (
        <div key={g.title ?? i}>
          {g.title && <h2>{g.title}</h2>}
          <ul>
            {g.links.map((l) => (
              <li key={l.key}>
                {l.link}
                {l.count !== undefined && <span className="count">{l.count}</span>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** Head of a console page: where I am, what it is, its state, what can be done. */
export function PageHead({ path, pathLabel, title, beside, actions, children }: {
  path?: readonly { readonly label: string; readonly href?: string }[]
  pathLabel?: string
  title: string
  beside?: ReactNode
  actions?: ReactNode
  /** Facts and tabs under the title. */
  children?: ReactNode
}) {
  return (
    <div className="page-head">
      {path && <Breadcrumb label={pathLabel ?? ''} items={path} />}
      <div className="page-title">
        <h1>{title}</h1>
        {beside}
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  )
}

/** Keys of a page, said at its foot. */
export function KeyBar({ keys }: { keys: readonly { readonly keys: readonly string[]; readonly what: string }[] }) {
  return (
    <ul className="key-bar">
      {keys.map((k) => (
        <li key={k.what}>
          {k.keys.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
          {k.what}
        </li>
      ))}
    </ul>
  )
}

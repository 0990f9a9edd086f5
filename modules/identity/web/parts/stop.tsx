import type { ReactNode } from 'react'
import { GateTitle } from './gateTitle.tsx'

/** A page that leads no further: what happened, and whom to ask. */
export function Stop({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="gate-one">
      <section className="card gate-card">
        <GateTitle title={title} />
        <div className="stop">{children}</div>
      </section>
    </div>
  )
}

/** With which rules a new body begins, and what becomes of each after a while. All of them only observe at first. */
import type { Verdict } from '../contract-catalogue.ts'
import type { RuleLevel, Shown } from '../contract-shapes.ts'

export const PACK_DAYS = 14
type Candidate = { readonly id: string; readonly level: RuleLevel; readonly product: string; readonly category: string; readonly state: string; /** Worst of the other bodies. */ readonly elsewhere: Verdict }

const systems = ['windows', 'linux', 'macos']
const products: Readonly<Record<Shown, readonly string[]>> = {
  servers: systems, workstations: ['windows', 'macos'],
  database: ['mssql', 'mysql', 'mariadb', 'postgresql', 'oracle', 'sql'],
  firewall: ['fortios', 'fortigate', 'cisco', 'paloalto', 'juniper', 'checkpoint', 'huawei', 'zeek'],
  web: ['apache', 'nginx', 'modsecurity', 'django', 'php', 'ruby_on_rails', 'spring', 'velocity', 'nodejs', 'python', 'jvm'],
}
const categories: Readonly<Record<Shown, readonly string[]>> = { servers: [], workstations: [], database: ['database'], firewall: ['firewall', 'dns', 'proxy'], web: ['webserver', 'application'] }

/** Whether logs that show this are those that a rule is for. */
export const isFor = (shows: readonly Shown[], { product, category }: Pick<Candidate, 'product' | 'category'>): boolean =>
  shows.some((one) => products[one].includes(product) || (product === '' && categories[one].includes(category)))

/** Rules of high level for its logs that are quiet elsewhere; and whatever alerts elsewhere, since nobody knows yet how it is here. */
export function packOf(shows: readonly Shown[], candidates: readonly Candidate[]): string[] {
  return candidates.filter((one) => one.state === 'alert' || (one.state === 'observe' && (one.level === 'high' || one.level === 'critical') && isFor(shows, one) && (one.elsewhere === 'quiet' || one.elsewhere === 'unknown'))).map((one) => one.id)
}

export type Advice = 'wait' | 'alert' | 'keep'
/** Quiet: let it alert. Noisy or chatty: let it observe, with that reason. Early: wait, unless somebody wants to know now. */
export function adviceOf({ begunAt, now, early }: { readonly begunAt: Date; readonly now: Date; readonly early: boolean }, verdict: Verdict): Advice {
  if (verdict === 'noisy' || verdict === 'chatty') return 'keep'
  if (verdict === 'unknown' || (!early && now.getTime() - begunAt.getTime() < PACK_DAYS * 86_400_000)) return 'wait'
  return 'alert'
}

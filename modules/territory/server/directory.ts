import { fold } from '../core/registry/index.ts'
import type { OrganisationRef } from '../core/proposals/index.ts'
import type { DirectoryLine } from './store/proposalStore.ts'

export type Directory = { readonly lines: readonly DirectoryLine[]; find(organisation: OrganisationRef, as?: 'provider'): DirectoryLine | undefined; byId(id: string): DirectoryLine | undefined }

const providers: ReadonlySet<string> = new Set(['provider', 'in_house'])
export const isProvider = (kind: string): boolean => providers.has(kind)

/** Finds the party behind a name of a contract: by its codes, else by a name that only one party has. A provider is known by its domain only if it is one: a body may say any domain. */
export function createDirectory(lines: readonly DirectoryLine[]): Directory {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const byCode = new Map<string, DirectoryLine>()
  const byName = new Map<string, DirectoryLine | 'several'>()
  const name = (text: string, line: DirectoryLine) => byName.set(text, byName.has(text) && byName.get(text) !== line ? 'several' : line)
  for (const line of lines) {
    byCode.set(`key ${line.id}`, line)
    byCode.set(`key ${line.registry}:${line.code}`, line)
    byCode.set(`${line.registry} ${line.code}`, line)
    for (const [code, scheme] of schemes) if (line.codes[code]) byCode.set(`${scheme} ${line.codes[code]}`, line)
    // A provider that a proposal made is registered under its domain.
    for (const domain of [...line.domains, hostOf(line.website), line.registry === 'domain' ? line.code : '']) if (domain) {
      byCode.set(`domain ${domain}`, line)
      if (isProvider(line.kind)) byCode.set(`provider domain ${domain}`, line)
    }
    name(fold(line.name), line)
    if (line.kind === 'municipality' && !/^comune d/i.test(line.name)) name(`comune di ${fold(line.name)}`, line)
  }
  return {
    lines,
    byId: (id) => byId.get(id),
    find(organisation, as) {
      for (const { scheme, id } of organisation.ids) {
        const found = byCode.get(`${as === 'provider' && scheme === 'domain' ? 'provider ' : ''}${scheme} ${id}`)
        if (found) return found
      }
      const found = byName.get(fold(organisation.name))
      return found === 'several' ? undefined : found
    },
  }
}

const schemes = [['fiscal', 'it-fiscal'], ['siren', 'fr-siren'], ['ipa', 'it-ipa'], ['istat', 'it-istat'], ['insee', 'fr-insee']] as const

function hostOf(website: string): string {
  const host = /^(?:https?:\/\/)?([^/:?#]+)/i.exec(website)?.[1]?.toLowerCase() ?? ''
  return host.replace(/^www\./, '')
}

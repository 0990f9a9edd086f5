import { hash } from 'node:crypto'

/** The same key gives the same id in every run, so that a file read twice names the same rows. RFC 9562 version 8. */
export function deriveId(table: string, realm: string, ...key: readonly string[]): string {
  const hex = hash('sha256', [table, realm, ...key].join('\0'), 'hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** 128 bits of the content: enough to tell whether a row changed. */
export const contentHash = (content: unknown): string => hash('sha256', JSON.stringify(content), 'base64url').slice(0, 22)

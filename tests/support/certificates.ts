/** Certificates made with the machine's own openssl: an authority, and what it signs. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Pair = { readonly certFile: string; readonly keyFile: string; readonly cert: string; readonly key: string }
export const openssl = (() => { try { execFileSync('openssl', ['version'], { stdio: 'ignore' }); return true } catch { return false } })()
/** A moment at which what is made now holds, and records of the tests are complete. */
export const certainAt = (): string => new Date(Math.max(Date.now() + 3_600_000, Date.parse('2026-11-25T09:00:00Z'))).toISOString()

export function authority(folder: string, name = 'ca') {
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '3650']
  const pairOf = (one: string): Pair => {
    const [certFile, keyFile] = [join(folder, `${one}.pem`), join(folder, `${one}.key`)]
    return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
  }
  run('req', '-x509', ...key, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=Autorita di prova ${name}`)
  return {
    ...pairOf(name),
    sign(one: string): Pair {
      writeFileSync(join(folder, 'names.cnf'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n')
      run('req', '-new', ...key.slice(0, 5), '-keyout', `${one}.key`, '-out', `${one}.csr`, '-subj', `/CN=${one}`)
      run('x509', '-req', '-in', `${one}.csr`, '-CA', `${name}.pem`, '-CAkey', `${name}.key`, '-CAcreateserial', '-days', '3650', '-extfile', 'names.cnf', '-out', `${one}.pem`)
      return pairOf(one)
    },
    /** Signed by nobody but itself. */
    alone(one: string): Pair {
      run('req', '-x509', ...key, '-keyout', `${one}.key`, '-out', `${one}.pem`, '-subj', `/CN=${one}`)
      return pairOf(one)
    },
  }
}

/** Rules of our own, for what SigmaHQ leaves out: the databases that registers and medical records lie in. */
import type { RuleFile } from '../parse/read.ts'
import { mariadb } from './mariadb.data.ts'
import { mssql } from './mssql.data.ts'
import { postgresql } from './postgresql.data.ts'

export const packs: readonly RuleFile[] = [
  { path: 'packs/postgresql.yml', text: postgresql },
  { path: 'packs/mariadb.yml', text: mariadb },
  { path: 'packs/mssql.yml', text: mssql },
]

/** The starter set: four playbooks of our own, for small bodies. Valid CACAO 2.0, in three languages. */
import type { Playbook } from '#engines/playbooks/index.ts'
import { account } from './account.data.ts'
import { provider } from './provider.data.ts'
import { ransomware } from './ransomware.data.ts'
import { transfer } from './transfer.data.ts'

export const starters: readonly Playbook[] = [ransomware, account, transfer, provider]

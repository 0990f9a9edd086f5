import type { WatchService } from '../contract.ts'
import { taggedRules } from './store/rules-store.ts'

export const watchService: WatchService = { tagged: taggedRules }

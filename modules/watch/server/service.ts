import type { WatchService } from '../contract.ts'

export const watchService: WatchService = {}

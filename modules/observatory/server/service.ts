import type { ObservatoryService } from '../contract.ts'

export function createObservatoryService(): ObservatoryService {
  return {
    record: async () => [],
  }
}

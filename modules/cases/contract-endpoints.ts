/** All doors of the module. */
export * from './contract-asking.ts'
export * from './contract-acting.ts'
export * from './contract-filing.ts'
export * from './contract-reading.ts'
export * from './contract-sharing.ts'

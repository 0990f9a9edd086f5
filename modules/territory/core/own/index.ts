export { readDomain, readRange, registrableDomain, type Read } from './address.ts'
export { isOwn, judge, same, type Judged } from './facts.ts'

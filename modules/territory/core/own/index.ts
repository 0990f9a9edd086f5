export { readDomain, readRange, type Read } from './address.ts'
export { isOwn, judge, same, type Judged } from './facts.ts'

export { fromOcds } from './ocds.ts'
export { fromDecp } from './decp.ts'
export { fromCustomerList } from './customers.ts'
export { fromDns, isProviderDomain, type ResolvedDomain } from './dns.ts'
export { fromMemberships } from './memberships.ts'
export { fromSimilarBodies, type KnownBody } from './similar.ts'
export { mergeProposals, type MergedProposal } from './merge.ts'
export {
  completeness,
  expectedCategories,
  usefulFromBodies,
  type Completeness,
  type GraphFacts,
} from './completeness.ts'
export type { Signature } from './signatures.data.ts'
export type { OrganisationRef, Proposal, Proposals, ProposalSource, Reason, Skipped } from './types.ts'

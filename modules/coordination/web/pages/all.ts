/** Pages that share most of their parts, each as a route: component, loader, action. Those for paper come by themselves. */
export * as allowed from './own-allowed.tsx'
export * as body from './body.tsx'
export * as calls from './calls.tsx'
export * as claims from './claims.tsx'
export * as consents from './consents.tsx'
export * as onCall from './on-call.tsx'
export * as ownCalls from './own-calls.tsx'
export * as profile from './profile.tsx'

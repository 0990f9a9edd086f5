/** The pages of this module, each as a route: component, loader, action. */
export * as house from './house.tsx'
export * as own from './own.tsx'

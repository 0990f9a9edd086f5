/**
 * Handlers of routes whose file is fetched when one of them is first called: the list of addresses is in the first load of the app,
 * what the addresses read is not.
 */
export function late<M extends object>(file: () => Promise<M>): Late<M> {
  return new Proxy({} as Late<M>, {
    get: (_, name) => async (...args: never[]) => ((await file())[name as keyof M] as Handler)(...args),
  })
}

type Handler = (...args: never[]) => unknown
type Late<M> = { readonly [K in keyof M as M[K] extends Handler ? K : never]: M[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never }

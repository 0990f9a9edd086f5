/** TAXII 2.1 (OASIS, June 2021): the doors for programs of others. Answers are in TAXII's words, errors too. */
import * as z from 'zod'
import { anyone, endpoint } from '#platform/contract/index.ts'

export const TAXII = 'application/taxii+json;version=2.1'
export const STIX = 'application/stix+json;version=2.1'
/** Bytes of a request with objects. */
export const CONTENT_MOST = 32 * 1_048_576
export const PAGE = { usual: 1000, most: 5000 } as const

/** `public`: what everybody may read, without credentials · `partners`: for who has them. */
export const apiRoots = ['public', 'partners'] as const
export type ApiRoot = (typeof apiRoots)[number]

// Any text: what is none is told after who asks is known, in TAXII's words.
const root = z.string().min(1).max(100)
const collection = z.string().min(1).max(100)
const object = z.string().min(1).max(300)
/** Read by the handler: what is wrong with them is said in TAXII's words. */
const asked = z.object({}).catchall(z.unknown())
const told = { raw: true, access: anyone, answers: [TAXII], refuses: ['unauthenticated', 'not_found', 'not_acceptable'] } as const

export const taxiiDiscovery = endpoint({ id: 'sharing.taxii', method: 'GET', path: '/taxii2', summary: 'TAXII 2.1: which API roots there are', ...told })
export const taxiiRoot = endpoint({ id: 'sharing.taxii_root', method: 'GET', path: '/taxii2/:root', summary: 'TAXII 2.1: an API root', params: z.object({ root }), ...told })
export const taxiiStatus = endpoint({ id: 'sharing.taxii_status', method: 'GET', path: '/taxii2/:root/status/:statusId', summary: 'TAXII 2.1: what became of objects that were sent', params: z.object({ root, statusId: z.string().min(1).max(100) }), ...told })
export const taxiiCollections = endpoint({ id: 'sharing.taxii_collections', method: 'GET', path: '/taxii2/:root/collections', summary: 'TAXII 2.1: the collections that whoever asks may read', params: z.object({ root }), ...told })
export const taxiiCollection = endpoint({ id: 'sharing.taxii_collection', method: 'GET', path: '/taxii2/:root/collections/:collection', summary: 'TAXII 2.1: one collection, by id or alias', params: z.object({ root, collection }), ...told })
export const taxiiManifest = endpoint({ id: 'sharing.taxii_manifest', method: 'GET', path: '/taxii2/:root/collections/:collection/manifest', summary: 'TAXII 2.1: which objects and versions a collection holds', params: z.object({ root, collection }), query: asked, ...told })
export const taxiiObjects = endpoint({ id: 'sharing.taxii_objects', method: 'GET', path: '/taxii2/:root/collections/:collection/objects', summary: 'TAXII 2.1: objects, in pages', params: z.object({ root, collection }), query: asked, ...told })
export const taxiiAdd = endpoint({ id: 'sharing.taxii_add', method: 'POST', path: '/taxii2/:root/collections/:collection/objects', summary: 'TAXII 2.1: objects are sent', params: z.object({ root, collection }), query: asked, ...told, exactBody: true, bodyLimit: CONTENT_MOST, accepts: [TAXII], body: z.unknown(), status: 202, refuses: ['unauthenticated', 'forbidden', 'not_found', 'not_acceptable', 'too_large', 'unsupported', 'invalid'] })
export const taxiiObject = endpoint({ id: 'sharing.taxii_object', method: 'GET', path: '/taxii2/:root/collections/:collection/objects/:object', summary: 'TAXII 2.1: one object', params: z.object({ root, collection, object }), query: asked, ...told })
export const taxiiDelete = endpoint({ id: 'sharing.taxii_delete', method: 'DELETE', path: '/taxii2/:root/collections/:collection/objects/:object', summary: 'TAXII 2.1: an object is deleted by who gave it', params: z.object({ root, collection, object }), query: asked, ...told, refuses: ['unauthenticated', 'forbidden', 'not_found', 'not_acceptable'] })
export const taxiiVersions = endpoint({ id: 'sharing.taxii_versions', method: 'GET', path: '/taxii2/:root/collections/:collection/objects/:object/versions', summary: 'TAXII 2.1: the versions of one object', params: z.object({ root, collection, object }), query: asked, ...told })

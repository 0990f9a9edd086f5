import { createElement } from 'react'
import { useParams, type LoaderFunctionArgs } from 'react-router'
import { action, allLoader, collectionLoader, conflictsLoader, peerLoader } from '../data.ts'
import { objectAction, objectLoader, outAction, outLoader, thingLoader } from '../data-out.ts'
import { CollectionPage } from './collection.tsx'
import { CollectionsPage } from './collections.tsx'
import { ConflictsPage } from './conflicts.tsx'
import { GroupsPage } from './groups.tsx'
import { ObjectPage } from './object.tsx'
import { OutPage } from './out.tsx'
import { PeerPage } from './peer.tsx'
import { PeersPage } from './peers.tsx'
import { ThingPage } from './thing.tsx'

export const peers = { Component: PeersPage, loader: allLoader, action }
export const peer = { Component: PeerPage, loader: peerLoader, action }
export const collections = { Component: CollectionsPage, loader: allLoader, action }
export const collection = { Component: CollectionPage, loader: collectionLoader, action }
export const object = { Component: ObjectPage, loader: objectLoader, action: objectAction }
export const groups = { Component: GroupsPage, loader: allLoader, action }
export const conflicts = { Component: ConflictsPage, loader: conflictsLoader, action }
/** One route for all of it and for one thing: each route is part of what everybody loads first. */
export const out = { Component: () => createElement(useParams()['kind'] ? ThingPage : OutPage), loader: (of: LoaderFunctionArgs) => (of.params['kind'] ? thingLoader(of) : outLoader(of)), action: outAction }

import { feedAction, feedLoader, feedsAction, feedsLoader } from '../data-feeds.ts'
import { importLoader, importsAction, importsLoader } from '../data-imports.ts'
import { FeedPage } from './imports-feed.tsx'
import { FeedsPage } from './imports-feeds.tsx'
import { ImportPage } from './imports-one.tsx'
import { ImportsPage } from './imports.tsx'

export const imports = { Component: ImportsPage, loader: importsLoader, action: importsAction }
export const importOne = { Component: ImportPage, loader: importLoader }
export const feeds = { Component: FeedsPage, loader: feedsLoader, action: feedsAction }
export const feed = { Component: FeedPage, loader: feedLoader, action: feedAction }

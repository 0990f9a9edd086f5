/** A store made from plain data, which a thread can be handed. */
import { join } from 'node:path'
import { bucketStore } from './bucket.ts'
import type { BucketPlace } from './s3.ts'
import { folderStore, type SegmentStore } from './store.ts'

export type ArchivePlace = { readonly folder: string; /** Then the folder holds nothing but what is read at this moment. */ readonly bucket?: BucketPlace | undefined }

export const storeAt = ({ folder, bucket }: ArchivePlace): SegmentStore => (bucket ? bucketStore(bucket, join(folder, 'reading')) : folderStore(folder))

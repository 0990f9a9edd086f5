/**
 * Log lines kept as Parquet files (zstd), which any engine can read: `at` (when it came, UTC), `source`, `line` (text; what is no UTF-8
 * stands as U+FFFD) and `bytes` (the line as it came, only where that differs). A segment is written once and never changed.
 */
export { readRows, readSegment, type Piece, type Row } from './read.ts'
export { search, type FoundLine, type SearchAnswer, type SearchAsk } from './search.ts'
export { bucketStore } from './bucket.ts'
export { storeAt, type ArchivePlace } from './place.ts'
export type { BucketPlace } from './s3.ts'
export { folderStore, type Blob, type SegmentStore, type Stored } from './store.ts'
export { segmentWriter, type SegmentWriter, type Written } from './write.ts'

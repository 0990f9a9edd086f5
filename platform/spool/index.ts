/**
 * A bounded queue on the disk: what `append` has acknowledged outlives a kill and a power cut, and is read in order, at least once.
 * One writer and one reader for a folder, which may be two processes: they meet only in its files. What the reader has behind it is
 * deleted by whole segments.
 */
export { openSpoolReader, type SpoolBatch, type SpoolReader } from './reader.ts'
export { openSpoolWriter, type SpoolOptions, type SpoolWriter } from './writer.ts'

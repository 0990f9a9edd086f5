/**
 * A bounded queue on the disk: what `append` has acknowledged outlives a kill and a power cut, and is read in order, at least once.
 * One writer and named readers for a folder, which may be several processes: they meet only in its files. What all readers have behind
 * them is deleted by whole segments.
 */
export { openSpoolReader, type SpoolBatch, type SpoolReader, type SpoolReaders } from './reader.ts'
export { openSpoolWriter, type SpoolOptions, type SpoolWriter } from './writer.ts'

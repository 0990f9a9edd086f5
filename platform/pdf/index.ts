/** Typst source to PDF/UA-1: tagged, in its language, with a title; the same source and moment give the same bytes. Loaded when a document is asked for. */
import { createRequire } from 'node:module'
import type { NodeCompiler as Compiler } from '@myriaddreamin/typst-ts-node-compiler'
import { documentFonts } from './fonts.ts'

/** @throws Error with what the typesetter says of the source: a mistake of ours, never of a reader. */
export function pdfOf(source: string, made: Date): Buffer {
  const { NodeCompiler } = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler') as { NodeCompiler: typeof Compiler }
  // No file of this machine is the document's: what it shows stands in its source.
  const compiler = NodeCompiler.create({ workspace: '/nonexistent', fontArgs: [{ fontBlobs: documentFonts() }] })
  try {
    return compiler.pdf({ mainFileContent: source }, { pdfStandard: 'ua-1' as never, creationTimestamp: Math.floor(made.getTime() / 1000) })
  } catch (error) {
    throw new Error(`the document cannot be set: ${JSON.stringify((error as { shortDiagnostics?: unknown }).shortDiagnostics ?? String(error)).slice(0, 2000)}`, { cause: error })
  }
}

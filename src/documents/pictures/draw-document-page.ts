import { fail } from '#src/kernel/problem.ts'
import type { Call } from '#src/platform/cx.ts'
import type { Document } from '../document.ts'
import { demandContent, findDocument } from '../read-documents.ts'
import { drawPage, isReadable, type QuarterTurn } from '../reading/index.ts'
import { byteCache } from './byte-cache.ts'

export interface DrawDocumentPage {
  readonly documentId: string
  /** From 1. */
  readonly page: number
  /** Pixels. */
  readonly width: number
  /** Degrees clockwise, for scans that lie on their side. */
  readonly turn?: QuarterTurn | undefined
}

export interface DrawnPage {
  readonly document: Document
  /** WebP. */
  readonly bytes: Uint8Array
}

/** A page takes some 100 kB: what a handful of people look at in the same minutes. Bytes. */
const KEPT_BYTES = 48 * 1024 * 1024

/** Bytes never change under their hash, so a picture is right for ever; who may see it is asked every time. */
const pictures = byteCache(KEPT_BYTES)

/**
 * A page of a PDF or a picture as a picture for the eye. Fails with document_without_pages for another type of file,
 * document_deleted, page_unknown, and with what refuses the file (`drawPage`).
 */
export async function drawDocumentPage(call: Call, wanted: DrawDocumentPage): Promise<DrawnPage> {
  const { documentId, page, width, turn = 0 } = wanted
  const document = await findDocument(call, documentId)
  const { sha256, mediaType, contentDeletedAt } = document
  if (contentDeletedAt !== null) pictures.forget(`${sha256}:`)
  demandContent(document)
  if (!isReadable(mediaType)) fail('document_without_pages', `The document is ${mediaType}, which has no pages.`)
  const bytes = await pictures.get(`${sha256}:${page}:${width}:${turn}`, async () =>
    drawPage(await call.platform.files.get(sha256), mediaType, page, width, { turn, format: 'webp' }),
  )
  return { document, bytes }
}

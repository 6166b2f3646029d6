import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { getDocument, PasswordException, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Unreadable } from './messages.ts'

const FOLDER = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/** Everything that pdf.js may need lies in its own package: nothing is fetched, no font of the machine is used. */
const OFFLINE = {
  cMapUrl: `${FOLDER}/cmaps/`,
  standardFontDataUrl: `${FOLDER}/standard_fonts/`,
  wasmUrl: `${FOLDER}/wasm/`,
  iccUrl: `${FOLDER}/iccs/`,
  useSystemFonts: false,
  disableFontFace: true,
  useWorkerFetch: false,
  enableXfa: false,
}

/** Opens a PDF, also one that is encrypted with an empty password. Fails with pdf_encrypted and pdf_broken. */
export async function openPdf(bytes: Uint8Array, pixels: number): Promise<PDFDocumentProxy> {
  try {
    const task = getDocument({ ...OFFLINE, data: bytes, maxImageSize: pixels, verbosity: VerbosityLevel.ERRORS })
    return await task.promise
  } catch (error) {
    if (error instanceof PasswordException) {
      throw new Unreadable(
        'pdf_encrypted',
        'The PDF asks for a password; save it without protection and send it again.',
      )
    }
    throw new Unreadable('pdf_broken', 'The PDF is damaged so that its pages are not found; ask for it again.')
  }
}

import { fail, isProblem } from '#src/kernel/problem.ts'
import { demandHarmless } from '../files-inside.ts'
import { type DocumentType, sniffType } from '../media-type.ts'
import { bytesOf } from '../print/bytes-of.ts'
import { drawPage, type PageMediaType, READING_LIMITS } from '../reading/index.ts'
import { demandNoHeic } from '../receive-document.ts'

interface NamedPicture {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Pixels: A4 at 300 dots an inch, at which OCR reads print best. A picture that has fewer keeps them. */
const WIDTH_PIXELS = 2480
/** Points: A4. The height follows from the picture. */
const WIDTH_POINTS = 595.28
/** The same pictures give the same bytes, so that a file sent twice is known. */
const EPOCH = new Date(0)

/** What pdfkit has and its types leave out: a picture is opened once, for its size and for the page. */
interface OpensImages {
  openImage(bytes: Buffer): { readonly width: number; readonly height: number }
}

type PictureType = Exclude<PageMediaType, 'application/pdf'>

const isPicture = (type: DocumentType | undefined): type is PictureType => type?.startsWith('image/') === true

/** Of all pictures together: as many as are read of one document. */
const PAGES_MAX = READING_LIMITS.pages

/**
 * Pictures, and all pages of a TIFF, as the pages of one PDF, upright and in their order. The pictures themselves stay what came in; the PDF is for
 * reading. Fails with pictures_only, naming the file, picture_heic, pages_too_many and document_infected,
 * and as `drawPage` does.
 */
export async function joinPictures(pictures: readonly NamedPicture[]): Promise<Uint8Array> {
  const info = { Producer: 'Bilag', Creator: 'Bilag', CreationDate: EPOCH }
  const { default: PDFDocument } = await import('pdfkit')
  const doc = new PDFDocument({ autoFirstPage: false, info })
  const bytes = bytesOf(doc)
  let pages = 0
  for await (const jpeg of pagesOf(pictures)) {
    pages += 1
    if (pages > PAGES_MAX)
      fail('pages_too_many', `The pictures have more than ${PAGES_MAX} pages; send them in several.`)
    const image = (doc as unknown as OpensImages).openImage(Buffer.from(jpeg))
    const size: [number, number] = [WIDTH_POINTS, (WIDTH_POINTS * image.height) / image.width]
    doc.addPage({ size, margin: 0 })
    doc.image(image as unknown as ArrayBuffer, 0, 0, { width: size[0], height: size[1] })
  }
  doc.end()
  return bytes
}

/** Every page of every picture as a JPEG, in their order: a scanner writes many into one TIFF. */
async function* pagesOf(pictures: readonly NamedPicture[]): AsyncGenerator<Uint8Array> {
  for (const picture of pictures) {
    const type = typeOf(picture)
    for (let page = 1; page === 1 || type === 'image/tiff'; page += 1) {
      const jpeg = await drawUnlessOver(picture.bytes, type, page)
      if (!jpeg) break
      yield jpeg
    }
  }
}

/** Undefined behind the last page. */
async function drawUnlessOver(bytes: Uint8Array, type: PictureType, page: number): Promise<Uint8Array | undefined> {
  try {
    return await drawPage(bytes, type, page, WIDTH_PIXELS, { format: 'jpeg' })
  } catch (error) {
    if (page > 1 && isProblem(error, 'page_unknown')) return undefined
    throw error
  }
}

function typeOf({ name, bytes }: NamedPicture): PictureType {
  demandNoHeic(bytes)
  demandHarmless(bytes, [])
  const type = sniffType(bytes)
  if (isPicture(type)) return type
  return fail('pictures_only', `${name} is no picture: only pictures become the pages of one receipt.`)
}

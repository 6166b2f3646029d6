import type { Task } from './messages.ts'
import { JPEG_QUALITY, Unreadable, WEBP_QUALITY } from './messages.ts'

/** A page of a file as a picture of the width asked for, upright and as it is printed, then turned as asked. */
export async function drawPicture(task: Extract<Task, { kind: 'picture' }>): Promise<Uint8Array> {
  const { bytes, mediaType, page: number, width, look, limits } = task
  const { turn = 0, format = 'png' } = look
  if (mediaType !== 'application/pdf') {
    const { openPicture, pictureAs } = await import('./open-picture.ts')
    const picture = await openPicture(bytes, limits.pixels)
    demandPage(number, picture.pages)
    return pictureAs(picture, { page: number, width, turn, format })
  }
  const { openPdf } = await import('./open-pdf.ts')
  const { drawPage, pictureScale } = await import('./render-page.ts')
  const pdf = await openPdf(bytes, limits.pixels)
  try {
    demandPage(number, pdf.numPages)
    const page = await pdf.getPage(number)
    const canvas = await drawPage(page, pictureScale(page, width, turn), turn)
    if (format === 'png') return await canvas.encode('png')
    return format === 'webp' ? await canvas.encode('webp', WEBP_QUALITY) : await canvas.encode('jpeg', JPEG_QUALITY)
  } finally {
    await pdf.loadingTask.destroy()
  }
}

function demandPage(page: number, pages: number): void {
  if (page > pages) throw new Unreadable('page_unknown', `The document has ${pages} pages, and no page ${page}.`)
}

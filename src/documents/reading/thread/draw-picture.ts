import type { Task } from './messages.ts'
import { Unreadable } from './messages.ts'

/** A page of a file as a PNG of the width asked for, upright and as it is printed. */
export async function drawPicture(task: Extract<Task, { kind: 'picture' }>): Promise<Uint8Array> {
  const { bytes, mediaType, page: number, width, limits } = task
  if (mediaType !== 'application/pdf') {
    const { openPicture, pictureAsPng } = await import('./open-picture.ts')
    const picture = await openPicture(bytes, limits.pixels)
    demandPage(number, picture.pages)
    return pictureAsPng(picture, number, width)
  }
  const { openPdf } = await import('./open-pdf.ts')
  const { drawPage } = await import('./render-page.ts')
  const pdf = await openPdf(bytes, limits.pixels)
  try {
    demandPage(number, pdf.numPages)
    const page = await pdf.getPage(number)
    const { width: points } = page.getViewport({ scale: 1 })
    const canvas = await drawPage(page, width / Math.max(1, points))
    return await canvas.encode('png')
  } finally {
    await pdf.loadingTask.destroy()
  }
}

function demandPage(page: number, pages: number): void {
  if (page > pages) throw new Unreadable('page_unknown', `The document has ${pages} pages, and no page ${page}.`)
}

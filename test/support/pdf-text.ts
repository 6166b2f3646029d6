import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface Placed {
  readonly text: string
  /** Points from the left and the lower edge of the page. */
  readonly x: number
  readonly y: number
  readonly width: number
}

/** What stands on each page of a PDF and where, read by another library than the one that writes. */
export async function placesInPdf(bytes: Uint8Array): Promise<Placed[][]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const pdf = await task.promise
  const pages: Placed[][] = []
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const { items } = await (await pdf.getPage(page)).getTextContent()
    const runs = items.flatMap((item) => ('str' in item ? [item] : []))
    pages.push(
      runs.map(({ str, width, transform }) => ({ text: str, x: Number(transform[4]), y: Number(transform[5]), width })),
    )
  }
  await task.destroy()
  return pages
}

/** Text of each page; runs joined by spaces. */
export const textOfPdf = async (bytes: Uint8Array): Promise<string[]> =>
  (await placesInPdf(bytes)).map((page) => page.map(({ text }) => text).join(' '))

/** Without the spaces that figures and lines are set with. */
export const unspaced = (text: string): string => text.replace(/\s+/gu, '')

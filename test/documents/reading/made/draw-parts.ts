/** A page that is being drawn; sizes in points. */
export interface Sheet {
  readonly pdf: PDFKit.PDFDocument
  readonly face: string
  readonly size: number
  readonly width: number
  readonly height: number
  readonly margin: number
}

export type Labelled = readonly [label: string, value: string]

/**
 * How labels stand to their values: in a column beside theirs, before them with a colon, each over its own, in a row
 * over a row of values, or left of values that end at the right edge.
 */
export type BlockWay = 'beside' | 'colon' | 'over' | 'grid' | 'right'

export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly way: BlockWay
}

/** Writes labels with their values; gives where they end. */
export function drawBlock(sheet: Sheet, labelled: readonly Labelled[], place: Place): number {
  const { pdf, face, size } = sheet
  const { x, y, width, way } = place
  const step = size * 1.5
  pdf.font(face).fontSize(size)
  const write = (text: string, left: number, top: number): void => {
    pdf.text(text, left, top, { lineBreak: false })
  }
  if (way === 'grid') {
    const column = width / labelled.length
    const widest = Math.max(...labelled.flat().map((text) => pdf.widthOfString(text)))
    pdf.fontSize(size * Math.min(1, (column - 8) / widest))
    for (const [index, [label, value]] of labelled.entries()) {
      write(label, x + index * column, y)
      write(value, x + index * column, y + step)
    }
    pdf.fontSize(size)
    return y + 2 * step
  }
  if (way === 'over') {
    for (const [index, [label, value]] of labelled.entries()) {
      write(label, x, y + index * 2.4 * step)
      write(value, x, y + index * 2.4 * step + step * 0.9)
    }
    return y + labelled.length * 2.4 * step
  }
  const needed = Math.max(...labelled.map(([label, value]) => pdf.widthOfString(label) + pdf.widthOfString(value)))
  const longestLabel = Math.max(...labelled.map(([label]) => pdf.widthOfString(label)))
  const longestValue = Math.max(...labelled.map(([, value]) => pdf.widthOfString(value)))
  const room = Math.min(width, sheet.width - x - 12)
  pdf.fontSize(size * Math.min(1, room / (14 + Math.max(needed, longestLabel + longestValue))))
  const longest = Math.max(...labelled.map(([label]) => pdf.widthOfString(label)))
  for (const [index, [label, value]] of labelled.entries()) {
    const top = y + index * step
    if (way === 'colon') write(`${label}${label.endsWith(':') ? '' : ':'} ${value}`, x, top)
    else {
      write(label, x, top)
      write(value, way === 'right' ? x + width - pdf.widthOfString(value) : x + longest + 14, top)
    }
  }
  pdf.fontSize(size)
  return y + labelled.length * step
}

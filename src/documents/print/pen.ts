import PDFDocument from 'pdfkit'
import { type PrintFonts, WEIGHTS, type Weight } from './fonts.ts'
import { wrapText } from './wrap-text.ts'

export const INK = '#1c1f21'
export const SOFT = '#5b6166'
export const HAIRLINE = '#dcd9d2'
export const WASH = '#f5f3ef'

/** Points of A4. */
export const PAGE = { width: 595.28, height: 841.89 } as const

export interface Style {
  /** Points. */
  readonly size: number
  readonly weight?: Weight
  readonly colour?: string
  /** Digits of one width, for figures that stand below each other. */
  readonly isFigure?: boolean
}

/** Distance of base lines for a size of type. */
export const leading = ({ size }: Style): number => size * 1.36

/** Stands in for a letter that the font lacks; what it was stays in the text layer. */
const MISSING = '\u25a1'

/** The library measures a text whenever it sets it, too, which takes as long as setting it: here once in a document. */
class MeasuredDocument extends PDFDocument {
  /** At a size of one point. */
  readonly #widths = new Map<string, number>()
  #type: Style = { size: 1 }

  setType(style: Style): this {
    this.#type = style
    return this.font(style.weight ?? 'regular').fontSize(style.size)
  }

  override widthOfString(text: string, options: PDFKit.Mixins.TextOptions = {}): number {
    const { weight = 'regular', size } = this.#type
    const key = `${weight} ${JSON.stringify(options.features)} ${text}`
    const known = this.#widths.get(key)
    const width = known ?? super.widthOfString(text, options) / size
    if (known === undefined) this.#widths.set(key, width)
    return width * size
  }
}

/** Draws on the pages of a PDF. Places are points from the upper left corner; `y` is the top of a line of text. */
export class Pen {
  readonly doc: MeasuredDocument
  readonly #covers: ReadonlySet<number>

  constructor(fonts: PrintFonts, options: PDFKit.PDFDocumentOptions) {
    // No font to begin with: the library's own is not embedded.
    const page = { size: 'A4', margin: 0, font: '', autoFirstPage: false, bufferPages: true }
    this.doc = new MeasuredDocument({ ...page, ...options })
    this.#covers = fonts.covers
    for (const weight of WEIGHTS) this.doc.registerFont(weight, Buffer.from(fonts.files[weight]))
  }

  width(text: string, style: Style): number {
    return this.doc.setType(style).widthOfString(this.#shown(text), features(style))
  }

  /** The text in lines at most so wide. */
  lines(text: string, width: number, style: Style): string[] {
    return text === '' ? [] : wrapText(text, width, (one) => this.width(one, style))
  }

  /** One line, from `x` on or, with `right`, up to there. */
  line(text: string, at: { readonly x: number; readonly y: number; readonly isRight?: boolean }, style: Style): void {
    if (text === '') return
    const shown = this.#shown(text)
    const x = at.isRight ? at.x - this.width(text, style) : at.x
    const y = at.y + leading(style) * 0.76
    const isWhole = shown === text
    if (!isWhole) this.doc.markContent('Span', { actual: text })
    this.doc
      .setType(style)
      .fillColor(style.colour ?? INK)
      .text(shown, x, y, { lineBreak: false, baseline: 'alphabetic', ...features(style) })
    if (!isWhole) this.doc.endMarkedContent()
  }

  /** Text wrapped to a width; answers the place below it. */
  text(text: string, at: { readonly x: number; readonly y: number; readonly width: number }, style: Style): number {
    let { y } = at
    for (const line of this.lines(text, at.width, style)) {
      this.line(line, { x: at.x, y }, style)
      y += leading(style)
    }
    return y
  }

  rule(x: number, y: number, width: number, colour: string = HAIRLINE, thickness = 0.6): void {
    this.box({ x, y: y - thickness / 2, width, height: thickness }, colour)
  }

  box(at: { x: number; y: number; width: number; height: number }, colour: string): void {
    this.doc.rect(at.x, at.y, at.width, at.height).fill(colour)
  }

  #shown(text: string): string {
    let shown = ''
    for (const letter of text.normalize('NFC')) shown += this.#covers.has(letter.codePointAt(0) ?? 0) ? letter : MISSING
    return shown
  }
}

/** No letters that become others beside their neighbours: Inter would set "1440x900" and "->" as signs. */
const PLAIN = { calt: false }
const FIGURES = { calt: false, tnum: true }

/** Features by name, on or off, as the font engine takes them; the types know only those that are switched on. */
const features = ({ isFigure = false }: Style): { features: PDFKit.Mixins.OpenTypeFeatures[] } => ({
  features: (isFigure ? FIGURES : PLAIN) as unknown as PDFKit.Mixins.OpenTypeFeatures[],
})

import type { Sheet } from '../sheet/sheet.ts'
import { word } from '../sheet/sheet-words.ts'
import { type Flow, FOOT, LEFT, RIGHT, WIDTH } from './flow.ts'
import type { Look } from './look.ts'
import type { Part } from './part.ts'
import { leading, type Pen, SOFT, type Style } from './pen.ts'

const TEXT: Style = { size: 9 }
const HEAD: Style = { size: 8, weight: 'strong', colour: SOFT }
const SMALL: Style = { size: 7.6, colour: SOFT }
const RUNNING: Style = { size: 8.4, colour: SOFT }
const WARNING = { ink: '#8a4b00', wash: '#fdf3e3' } as const

export function printNotes(flow: Flow, { notes }: Sheet): void {
  for (const note of notes) {
    flow.text(note, TEXT, flow.pen.content.part('P'))
    flow.y += 5
  }
  if (notes.length > 0) flow.y += 7
}

/** Terms and attachments. */
export function printRest(flow: Flow, { payment: { terms }, attachments, locale }: Sheet): void {
  const { content } = flow.pen
  if (terms) titled(flow, terms.label, [terms.value], () => content.part('P'))
  const names = attachments.map(({ name, description, url }) =>
    [name, description, url === name ? undefined : url].filter(Boolean).join(' · '),
  )
  if (names.length === 0) return
  let list: Part | undefined
  titled(flow, word(locale, 'attachments'), names, () => {
    list ??= content.part('L')
    return list.part('LI').part('LBody')
  })
}

/** A heading and, behind it, texts that are read as what `next` makes. */
function titled(flow: Flow, heading: string, texts: readonly string[], next: () => Part): void {
  flow.y += 8
  flow.room(leading(HEAD) + 2 * leading(TEXT))
  flow.text(heading, HEAD, flow.pen.content.part('H2'))
  for (const text of texts) flow.text(text, TEXT, next())
}

/** On every page: whose document it is, which, and which page of how many; the company's own words on the first. */
export function printMargins(pen: Pen, sheet: Sheet, look: Look): void {
  const { start, count } = pen.doc.bufferedPageRange()
  const name = [sheet.supplier.name, [sheet.title, sheet.number].filter(Boolean).join(' ')].filter(Boolean).join(' · ')
  for (let page = 0; page < count; page += 1) {
    pen.doc.switchToPage(start + page)
    if (look.isDraft) printDraft(pen, sheet)
    if (page > 0) pen.line(shortened(pen, name), { x: LEFT, y: 38 }, RUNNING)
    const pages = `${word(sheet.locale, 'page')} ${page + 1} / ${count}`
    pen.rule(LEFT, FOOT - 6, WIDTH)
    pen.line(pages, { x: RIGHT, y: FOOT, isRight: true }, { ...SMALL, isFigure: true })
    let y = FOOT
    for (const line of pen.lines(look.footer, WIDTH - 70, SMALL).slice(0, FOOTER_LINES)) {
      pen.line(line, { x: LEFT, y }, SMALL)
      y += leading(SMALL)
    }
  }
}

/** Lines of the company's footer that have room below the content. */
export const FOOTER_LINES = 3

function printDraft(pen: Pen, { locale }: Sheet): void {
  pen.box({ x: 0, y: 0, width: 595.28, height: 26 }, WARNING.wash)
  const style: Style = { size: 9, weight: 'strong', colour: WARNING.ink }
  pen.line(word(locale, 'draft').toUpperCase(), { x: LEFT, y: 7 }, style)
  pen.line(word(locale, 'draftHint'), { x: RIGHT, y: 7, isRight: true }, { size: 8.4, colour: WARNING.ink })
}

function shortened(pen: Pen, text: string): string {
  const [first = '', ...more] = pen.lines(text, WIDTH - 12, RUNNING)
  return more.length === 0 ? first : `${first.trimEnd()} …`
}

import type { PageWords, Word } from '../page-words.ts'

/** A letter of plain text in points, as typed on a page: 6 wide, a line every 12. */
const LETTER = { width: 6, height: 10, line: 12 } as const
const TAB_STOP = 8

function spread(line: string): string {
  if (!line.includes('\t')) return line
  let wide = ''
  for (const letter of line) {
    wide += letter === '\t' ? ' '.repeat(TAB_STOP - (wide.length % TAB_STOP)) : letter
  }
  return wide
}

function wordsOfLine(line: string, row: number): Word[] {
  return [...spread(line).matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    box: {
      x: match.index * LETTER.width,
      y: row * LETTER.line,
      width: match[0].length * LETTER.width,
      height: LETTER.height,
    },
    confidence: 1,
  }))
}

/**
 * Plain text as pages of words: a line is a row, a column a place, a form feed starts a page. For text that an OCR
 * or a text layer gave without boxes.
 */
export function wordsOfText(text: string): PageWords[] {
  return text.split('\f').map((pageText, index) => {
    const lines = pageText.split(/\r\n|\r|\n/)
    const words = lines.flatMap(wordsOfLine)
    const right = words.reduce((most, { box }) => Math.max(most, box.x + box.width), 0)
    return { page: index + 1, width: right, height: lines.length * LETTER.line, words, source: 'text' }
  })
}

/** Width of a text as it would be set. */
export type Measure = (text: string) => number

/** Letters that are written but not seen: controls, and format characters such as soft hyphens and direction marks. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu
/** Where a line may end: at white space, but not at a space that keeps its neighbours together. */
const GAPS = /[ \t]+/

/**
 * Lines at most so wide. Line breaks of the text stand; words that are too long alone are cut. A line that ends between
 * words keeps the space, beyond the width: whoever reads line after line aloud must not run two words together.
 */
export function wrapText(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  const space = measure(' ')
  const paragraphs = text.split(/\r\n|[\n\r\u2028\u2029]/)
  for (const [index, paragraph] of paragraphs.entries()) {
    let [line, taken] = ['', 0]
    for (const word of paragraph.split(GAPS).map((one) => one.replace(UNSEEN, ''))) {
      const [longer, needed] = line === '' ? [word, measure(word)] : [`${line} ${word}`, taken + space + measure(word)]
      if (needed <= width) {
        ;[line, taken] = [longer, needed]
        continue
      }
      if (line !== '') lines.push(`${line} `)
      const pieces = cut(word, width, measure)
      lines.push(...pieces.slice(0, -1))
      line = pieces.at(-1) ?? ''
      taken = measure(line)
    }
    lines.push(line === '' || index === paragraphs.length - 1 ? line : `${line} `)
  }
  return lines
}

/** Pieces of one word, each as long as fits; one letter at the least. */
function cut(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const letter of word) {
    if (piece !== '' && measure(piece + letter) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece]
}

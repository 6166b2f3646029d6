import { describe, expect, it } from 'vitest'
import type { Word } from '#src/documents/reading/page-words.ts'
import type { GreyImage } from '#src/documents/reading/thread/grey-image.ts'
import type { Cell } from '#src/documents/reading/thread/ink/find-cells.ts'
import { findCells } from '#src/documents/reading/thread/ink/find-cells.ts'
import type { Blot } from '#src/documents/reading/thread/ink/find-ink.ts'
import { findPaper, onlyWithin } from '#src/documents/reading/thread/ink/find-paper.ts'
import { findPrint } from '#src/documents/reading/thread/ink/find-print.ts'
import { isSideways, slopeOf } from '#src/documents/reading/thread/ink/lie-of-page.ts'
import { CellReader, sureness } from '#src/documents/reading/thread/ink/read-cells.ts'
import { spaceWords } from '#src/documents/reading/thread/ink/space-words.ts'
import { isTyped } from '#src/documents/reading/thread/ink/typed-face.ts'
import { randomFrom } from '#test/support/random.ts'

const LETTER = 20
/** How wide the ink of a sign is and where it stands over the line, in pixels; letters are 20 high. */
const INK: Readonly<Record<string, readonly [width: number, above: number, height: number]>> = {
  '.': [4, 4, 4],
  ',': [4, 4, 8],
  '-': [8, 12, 3],
}

/** The ink of a printed line: letters 12 wide, 3 apart, word spaces of 10; "|" is a letter that is not parted from the next. */
function inkOf(printed: string, x = 0, y = 100): Blot[] {
  const blots: Blot[] = []
  let at = x
  for (const sign of printed) {
    if (sign === ' ') {
      at += 7
      continue
    }
    const [width, above, height] = INK[sign] ?? [12, LETTER, LETTER]
    blots.push({ x: at, y: y - above, width, height, area: width * height })
    at += width + 3
  }
  return blots
}

function cellOf(printed: string): Cell {
  const glyphs = inkOf(printed)
  const right = Math.max(...glyphs.map(({ x, width }) => x + width))
  return { x: 0, y: 80, width: right, height: 25, letter: LETTER, glyphs }
}

function wordsOf(read: string): Word[] {
  return [...read.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    text,
    confidence: 0.95,
    box: { x: index * 15, y: 80, width: text.length * 15, height: 20 },
  }))
}
const spaced = (printed: string, read: string): string =>
  spaceWords(wordsOf(read), cellOf(printed), false)
    .map(({ text }) => text)
    .join(' ')

describe('the words of a cell', () => {
  it('are left alone where they agree with the ink', () => {
    for (const text of ['Fakturanr. 1042', '28,699.15', 'RE-613278', '12 345,00 kr'])
      expect(spaced(text, text)).toBe(text)
  })
  it('get the points and commas back that were not read between figures, as doubtful', () => {
    expect(spaced('127.57', '12757')).toBe('127.57')
    expect(spaced('5,5 kr', '55 kr')).toBe('5,5 kr')
    const [word] = spaceWords(wordsOf('12757'), cellOf('127.57'), false)
    expect(word?.confidence).toBeLessThanOrEqual(0.6)
  })
  it('have a point for a comma, and a comma for a point, by what hangs below the line', () => {
    expect(spaced('28,699.15', '28.699.15')).toBe('28,699.15')
    expect(spaced('507,84', '507.84')).toBe('507,84')
    expect(spaced('12.03.2024', '12,03:2024')).toBe('12.03.2024')
  })
  it('lose marks that were seen in empty paper, but no mark whose ink only hangs together with a letter', () => {
    expect(spaced('2 160,18', '2:160,18')).toBe('2 160,18')
    expect(spaced('7', '7:')).toBe('7')
    expect(spaced('1975 52', '1975,52')).toBe('1975,52')
  })
  it('are parted and joined by the gaps of the ink', () => {
    expect(spaced('post.example', 'post. example')).toBe('post.example')
    expect(spaced('A   B', 'AB')).toBe('A B')
  })
  it('are taken as read where the ink is of something else', () => {
    expect(spaced('.,.,.,.,', 'Bergen')).toBe('Bergen')
  })
})

describe('cells', () => {
  it('are stretches of a line without a wide gap; ruled lines and grain are none', () => {
    const rule: Blot = { x: 0, y: 130, width: 900, height: 3, area: 2700 }
    const grain: Blot = { x: 400, y: 60, width: 1, height: 2, area: 2 }
    const cells = findCells([...inkOf('Konsulent', 0), ...inkOf('1.250,00', 400), rule, grain])
    expect(cells.map(({ x, glyphs }) => [x, glyphs.length])).toEqual([
      [0, 9],
      [400, 8],
    ])
  })
  it('of one pitch are a typewriter, and others are not', () => {
    const typed = Array.from({ length: 12 }, (_, line) => ({ ...cellOf('abcdefghijkl'), y: line * 40 }))
    expect(isTyped(typed)).toBe(true)
    const random = randomFrom(1)
    const uneven = typed.map((cell) => ({
      ...cell,
      glyphs: cell.glyphs.map((glyph) => ({ ...glyph, x: glyph.x + random() * 9 })),
    }))
    expect(isTyped(uneven)).toBe(false)
  })
  it('tell how much a page slopes and whether it lies on its side', () => {
    const lines = Array.from({ length: 8 }, (_, line) => inkOf('abcdefghijklmnop', 0, 100 + line * 60)).flat()
    const sloping = lines.map((blot) => ({ ...blot, y: blot.y - Math.round(blot.x * Math.tan(Math.PI / 90)) }))
    expect(slopeOf(findCells(sloping))).toBeCloseTo(2, 0)
    expect(slopeOf(findCells(lines))).toBe(0)
    const lying = lines.map(({ x, y, width, height, area }) => ({ x: y, y: x, width: height, height: width, area }))
    expect([isSideways(lines), isSideways(lying)]).toEqual([false, true])
  })
})

function picture(width: number, height: number, shade: (x: number, y: number) => number): GreyImage {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data[y * width + x] = shade(x, y)
  return { data, width, height }
}

describe('a sheet on something darker', () => {
  const random = randomFrom(7)
  const isSheet = (x: number, y: number): boolean => x >= 400 && x < 720 && y < 560
  const onLid = picture(800, 800, (x, y) => (isSheet(x, y) ? 230 : 165) + Math.round(random() * 12))
  it('is framed, and what is around it left out', () => {
    const paper = findPaper(onLid)
    expect(paper).toEqual({ x: 400, y: 0, width: 320, height: 560 })
    if (!paper) return
    const { data } = onlyWithin(onLid, paper)
    expect([data[10], data[799 * 800 + 500], (data[100 * 800 + 500] ?? 0) < 250]).toEqual([255, 255, true])
  })
  it('is not seen in a page that fills the picture, nor in one whose light fades', () => {
    expect(findPaper(picture(800, 800, () => 235))).toBeUndefined()
    expect(findPaper(picture(800, 800, (x) => 250 - Math.round(x / 8)))).toBeUndefined()
  })
})

it('light print on a dark bar is found as print', () => {
  const letters = inkOf('TOTAL', 100, 60)
  const dark = inkOf('Faktura', 100, 160)
  const isIn = (blots: readonly Blot[], x: number, y: number): boolean =>
    blots.some((blot) => x >= blot.x && x < blot.x + blot.width && y >= blot.y && y < blot.y + blot.height)
  const page = picture(500, 300, (x, y) => {
    if (isIn(dark, x, y)) return 20
    const isBar = x >= 60 && x < 440 && y >= 25 && y < 75
    return isBar && !isIn(letters, x, y) ? 40 : 250
  })
  const cells = findCells(findPrint(page))
  expect(cells.map(({ glyphs }) => glyphs.length).sort()).toEqual([5, 7])
})

describe('a page that is looked at once more', () => {
  const at = (text: string, confidence: number, x: number, y: number): Word => ({
    text,
    confidence,
    box: { x, y, width: text.length * 15, height: 20 },
  })
  const cells = [
    { ...cellOf('Summe'), y: 80 },
    { ...cellOf('12,50'), y: 180, glyphs: inkOf('12,50', 0, 200) },
  ]
  const blank = picture(300, 300, () => 255)

  it('keeps of each cell the surer reading, and takes what stands in no cell where it is sure', () => {
    const line = ['Sunne', '12,50'].map((text, index) => at(text, index === 0 ? 0.5 : 0.9, 7, 7))
    const engine = {
      line: () => [line.shift() ?? at('', 0, 0, 0)],
      page: () => [
        at('Summe', 0.9, 0, 80),
        at('12:60', 0.7, 0, 180),
        at('Danke', 0.9, 0, 260),
        at('#~', 0.2, 200, 260),
      ],
    }
    const reader = new CellReader(blank, cells, engine)
    const words = reader.lookAgain(reader.read(cells))
    expect(words.map(({ text }) => text)).toEqual(['Summe', '12,50', 'Danke'])
  })
  it('is one whose letters are doubtful, longer words counting for more', () => {
    expect(sureness([at('Bergen', 0.9, 0, 0), at('ab', 0.5, 0, 0)])).toBeCloseTo(0.8)
    expect(sureness([])).toBe(0)
  })
})

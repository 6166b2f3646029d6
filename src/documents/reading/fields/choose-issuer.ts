import type { Choice } from './choose-totals.ts'
import type { Label } from './find-labels.ts'
import { fold } from './fold.ts'
import { boxOfLines, continues, mendLegalForm, type NameLine, nameLines } from './name-lines.ts'
import { boxOf, CELL_GAP } from './row.ts'
import type { Scene } from './scene.ts'
import type { Concept } from './words/concept.ts'

/** The lines that make a name. */
export interface Name {
  readonly lines: readonly NameLine[]
  readonly text: string
}

/** Who stands above the lines of a block: rows under a label "Bill to" are the buyer's. */
const BLOCK_ROWS = 6

const has = (line: NameLine, ...concepts: Concept[]): boolean =>
  line.labels.some((label) => concepts.some((one) => label.concepts.includes(one)))

/** Points for standing early on the page: the letterhead or the top of a receipt. */
const placeScore = (place: number): number => [5, 3.8, 3, 2.5, 2, 1.6, 1.3, 1, 0.8, 0.6][place] ?? 0

const REGISTRATION =
  /(?:^|\(|\s)(?:co(?:mpany)?\W*)?(?:reg(?:istration)?\W*)?(?:no\W*)?\(?[a-z]{0,3}\d{4,10}\s?-?\s?[a-z]\)?\W*$/iu

/** Names of the hosts of e-mail and web addresses on the page, without their endings. */
function domains(scene: Scene): string[] {
  const found = new Set<string>()
  for (const { row } of scene.rows) {
    for (const match of row.text.matchAll(
      /(?:@|www\.|https?:\/\/(?:www\.)?)([\p{L}\d-]+(?:\.[\p{L}\d-]+)*)\.[a-z]{2,}/giu,
    )) {
      const core = fold(match[1]?.split('.').at(-1) ?? '').replace(/[^a-z\d]/g, '')
      if (core.length > 2 && !/^(?:gmail|hotmail|outlook|yahoo|facebook|live|icloud|online|com|co)$/.test(core))
        found.add(core)
    }
  }
  return [...found]
}

const compact = (text: string): string => fold(text).replace(/[^a-z\d]/g, '')

function matchesDomain(name: string, hosts: readonly string[]): boolean {
  const letters = compact(name)
  return hosts.some((host) => letters.includes(host) || (letters.length > 4 && host.includes(letters)))
}

/** Labels that a business has with its own name; the buyer's block rarely has them. */
const CONTACTS: readonly Concept[] = ['orgNumber', 'vatNumber', 'phone', 'email', 'iban']

const REGISTERED: readonly Concept[] = ['orgNumber', 'vatNumber']
/** The number of a business stands this close below its name. */
const NUMBER_ROWS = 3

/** Rows below a name say whose it is: numbers of a business, phone and bank are the issuer's. */
function contactScore(scene: Scene, line: NameLine): number {
  const box = boxOf(line.span)
  const [left, right] = [box.x - box.height * 4, box.x + box.width + box.height * 4]
  const { index, page } = line.span.row
  const rows = scene.rows.slice(index, index + BLOCK_ROWS + 1).filter(({ row }) => row.page === page)
  const near = rows.flatMap(({ row, labels }) =>
    labels.filter((label) => row.index === index || (label.left < right && label.right > left)),
  )
  const found = CONTACTS.filter((one) => near.some(({ concepts }) => concepts.includes(one)))
  const isNumbered = near.some(
    ({ row, concepts }) => row.index - index <= NUMBER_ROWS && REGISTERED.some((one) => concepts.includes(one)),
  )
  const isRegistered = rows.slice(0, 2).some(({ row }) => REGISTRATION.test(row.text))
  return found.length * 0.5 + (isRegistered ? 2 : isNumbered ? 1 : 0)
}

/** What a label says of a name that stands so many rows below it; undefined when it says nothing. */
function scoreOfLabel({ concepts }: Label, above: number): number | undefined {
  if (concepts.includes('formerly') && above <= 1) return -5
  if (concepts.includes('seller')) return above <= 1 ? 6 : 1
  return concepts.includes('buyer') || concepts.includes('shipTo') ? -9 : undefined
}

/** Points against a line below a label of the buyer, points for one below or beside a label of the seller. */
function partyScore(scene: Scene, line: NameLine): number {
  const box = boxOf(line.span)
  const [left, right] = [box.x - box.height, box.x + Math.max(box.width, box.height * 6)]
  for (let above = 0; above <= BLOCK_ROWS; above++) {
    const row = scene.rows[line.span.row.index - above]
    if (!row || row.row.page !== line.span.row.page) return 0
    const speaks = (label: Label): boolean => {
      if (above === 0) return label.end <= line.span.start + 1
      const isFirst = label.start < 3 || row.row.text.slice(0, label.start).endsWith(CELL_GAP)
      return isFirst && label.left < right && label.right > left
    }
    for (const label of row.labels.filter(speaks)) {
      const score = scoreOfLabel(label, above)
      if (score !== undefined) return score
    }
  }
  return 0
}

function lineScore(line: NameLine): number {
  let score = 0
  if (line.hasLegalForm) score += 4
  else if (line.hasTradeWord) score += 1.5
  if (line.isAddress) score -= 6
  const isDocumentWord = has(line, 'invoice', 'receipt', 'creditNote', 'taxTable')
  if (line.labelShare > 0.7) score -= 6
  else if (isDocumentWord && line.labelShare > 0.4 && !line.hasLegalForm) score -= 5
  else if (line.labelShare > 0.35 && !line.hasLegalForm) score -= 1.5
  if (has(line, 'phone', 'email', 'person', 'greeting', 'formerly', 'orgNumber', 'vatNumber', 'number'))
    score -= line.hasLegalForm ? 1 : 4
  if (has(line, 'formerly')) score -= 4
  if (/\d{4,}/.test(line.text)) score -= 2
  if (/^\p{Ll}/u.test(line.text)) score -= /\s/.test(line.text) ? 1.5 : 0.5
  return score
}

/** The lines joined that make one name, starting at `at`. */
function nameAt(lines: readonly NameLine[], at: number): NameLine[] {
  const joined: NameLine[] = []
  for (let index = at; index < lines.length && joined.length < 3; index++) {
    const [last, line] = [joined.at(-1), lines[index]]
    if (!line || (last && !continues(last, line, lines[index + 1]))) break
    joined.push(line)
  }
  return joined
}

/** The same name on another row of the document, as in a letterhead and a foot. */
function isRepeated(line: NameLine, lines: readonly NameLine[]): boolean {
  const letters = compact(line.text)
  return (
    letters.length > 4 && lines.some((other) => other.span.row !== line.span.row && compact(other.text) === letters)
  )
}

/** Only so many lines of the first page's top and of its foot are weighed. */
const TOP_LINES = 40

/** Who issued the document: of all lines that could be a name the one with most that speaks for it. */
export function chooseIssuer(scene: Scene): Choice<Name> | undefined {
  const first = scene.rows[0]?.row.page
  const all = nameLines(scene)
  const lines = all
    .filter((line, index) => (line.span.row.page === first && index < TOP_LINES) || line.hasLegalForm)
    .slice(0, 3 * TOP_LINES)
  const hosts = domains(scene)
  const heights = lines.map(({ height }) => height).sort((a, b) => a - b)
  const usualHeight = heights[Math.floor(heights.length / 2)] ?? 1
  let place = 0
  const options = lines.flatMap((line, index) => {
    const upper = lines[index - 1]
    if (upper && continues(upper, line, lines[index + 1])) return []
    const joined = nameAt(lines, index)
    const whole = joined.length > 1 ? { ...line, hasLegalForm: joined.some((one) => one.hasLegalForm) } : line
    const own = lineScore(whole)
    let score = own + partyScore(scene, line) + contactScore(scene, joined.at(-1) ?? line)
    if (own > -2) score += placeScore(place++)
    if (matchesDomain(line.text, hosts)) score += 2.5
    if (isRepeated(line, all)) score += 1
    if (line.height > 1.3 * usualHeight) score += 1
    return [{ name: { lines: joined, text: mendLegalForm(joined.map(({ text }) => text).join(' ')) }, score }]
  })
  const sorted = options.sort((a, b) => b.score - a.score)
  const [best] = sorted
  if (!best || best.score <= 0) return undefined
  const rival = sorted.find(({ name }) => compact(name.text) !== compact(best.name.text))?.score ?? 0
  return { value: best.name, score: best.score, rival }
}

export const boxOfName = (name: Name) => boxOfLines(name.lines)

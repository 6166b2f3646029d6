import type { Choice } from './choice.ts'
import type { FoundAmount } from './find-amounts.ts'
import type { Scene } from './scene.ts'

const words = (pattern: string): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, 'iu')

/** What of the page's text speaks for the country of a currency whose sign is shared. */
const EVIDENCE: readonly (readonly [currency: string, RegExp])[] = [
  [
    'NOK',
    words(
      'mva|org\\.?\\s?nr\\.? ?\\d{3} ?\\d{3} ?\\d{3}|norge|norway|foretaksregisteret|kid|forfall(?:sdato)?|beløp|kontonummer|kontonr|antall|bankgiro norge|no\\d{2} ?\\d{4} ?\\d{4} ?\\d{3}',
    ),
  ],
  [
    'SEK',
    words(
      'sverige|sweden|bankgiro|plusgiro|bg|organisationsn(?:umme)?r|\\d{6}-\\d{4}|öresavrundning|fakturadatum|förfallod(?:atum|ag)|att betala|belopp|summa|exkl|ocr|kundn(?:umme)?r|se\\d{2}|faktureringsavgift|kronor',
    ),
  ],
  [
    'DKK',
    words(
      'danmark|denmark|cvr|dankort|mobilepay|fakturadato|forfald(?:sdato)?|beløb|ekskl|i alt|rettidige|enhedspris|dk\\d{2}',
    ),
  ],
  ['INR', /\b(?:gstin|india|indian rupees?|cgst|sgst|igst)\b/iu],
  ['CHF', /\b(?:CHE-\d{3}|schweiz|suisse|svizzera|switzerland)\b/iu],
  ['PLN', /\b(?:nip|polska|poland|zapłaty)\b/iu],
  ['MYR', /\b(?:sdn\.?\s?bhd|malaysia|kuala lumpur|selangor|johor|jalan|rm)\b/iu],
  ['SGD', /\b(?:singapore|pte\.?\s?ltd)\b/iu],
  ['AUD', /\b(?:australia|abn|pty\.?\s?ltd)\b/iu],
  ['CAD', /\b(?:canada|hst|ontario|quebec)\b/iu],
  ['NZD', /\bnew zealand\b/iu],
]
const SHARED: Readonly<Record<string, readonly string[]>> = {
  kr: ['NOK', 'SEK', 'DKK'],
  $: ['USD', 'MYR', 'SGD', 'AUD', 'CAD', 'NZD'],
}
/** A currency named in words: "Valuta: NOK", "All amounts are in EUR". */
const CODE = /(?<!\p{L})(NOK|SEK|DKK|EUR|USD|GBP|CHF|MYR|SGD|PLN|AUD|CAD|NZD|INR|JPY|CZK|ISK)(?!\p{L})/gu
/** Signs of one currency only, also where they stand apart from their amounts: "Total € incl. VAT". */
const OWN_SIGNS: readonly (readonly [RegExp, string])[] = [
  [/€/, 'EUR'],
  [/£/, 'GBP'],
]
/** A country alone tells its currency, weakly. */
const COUNTRY_ONLY_SCORE = 2

/** Two currencies stand on the page, one nearly as often as the other. */
const DISPUTED_SCORE = 3

/** Which of the currencies that share a sign is meant: by its code on the page and by the country spoken of. */
function settle(
  shared: readonly string[],
  text: string,
  votes: ReadonlyMap<string, number>,
): { currency: string; score: number } | undefined {
  const hits = shared.map((currency) => {
    const pattern = EVIDENCE.find(([code]) => code === currency)?.[1]
    const times = pattern ? (text.match(new RegExp(pattern.source, 'giu'))?.length ?? 0) : 0
    return { currency, score: Math.min(times, 3) + (votes.get(currency) ?? 0) }
  })
  const [best, second] = hits.sort((a, b) => b.score - a.score)
  if (best && best.score > 0 && best.score > (second?.score ?? 0)) {
    return { currency: best.currency, score: votes.has(best.currency) ? 6 : 5 }
  }
  return shared[0] === 'USD' ? { currency: 'USD', score: 4 } : undefined
}

/** Words that an evidence search may read. */
const MAX_TEXT = 50_000

/** Signs and codes with how much speaks for each, the best first. `sums` = the total and what is to pay. */
function votesOf(scene: Scene, sums: readonly FoundAmount[], text: string): ReadonlyMap<string, number> {
  const votes = new Map<string, number>()
  const vote = (sign: string | undefined, weight: number): void => {
    if (sign !== undefined) votes.set(sign, (votes.get(sign) ?? 0) + weight)
  }
  for (const { sign } of sums) vote(sign, 2)
  for (const { amounts } of scene.rows) for (const { sign } of amounts) vote(sign, 1)
  for (const match of text.matchAll(CODE)) vote(match[1], 1.5)
  for (const [sign, currency] of OWN_SIGNS) if (sign.test(text)) vote(currency, 0.5)
  if (/\(RM\)|\bRM\b/.test(text)) vote('MYR', 2)
  return new Map([...votes].sort((a, b) => b[1] - a[1]))
}

/** The currency: signs and codes beside amounts first, then the country that the page speaks of. */
export function chooseCurrency(scene: Scene, sums: readonly FoundAmount[]): Choice<string> | undefined {
  const text = scene.rows
    .map(({ row }) => row.text)
    .join('\n')
    .slice(0, MAX_TEXT)
  const votes = votesOf(scene, sums, text)
  const [top, second] = votes
  if (top) {
    const [sign, weight] = top
    const shared = SHARED[sign]
    const isStray = weight < 1 && scene.rows.some(({ row }) => row.source === 'ocr')
    const isDisputed = isStray || (second !== undefined && second[1] * 2 > weight)
    if (!shared) return { value: sign, score: isDisputed ? DISPUTED_SCORE : Math.min(4 + weight, 10), rival: 0 }
    const settled = settle(shared, text, votes)
    return settled && { value: settled.currency, score: settled.score, rival: 0 }
  }
  const countries = EVIDENCE.filter(([, pattern]) => pattern.test(text))
  const [only] = countries
  return countries.length === 1 && only ? { value: only[0], score: COUNTRY_ONLY_SCORE, rival: 0 } : undefined
}

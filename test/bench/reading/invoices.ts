import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Fields, wordsOfText } from '#src/documents/reading/fields/index.ts'
import { type PageMediaType, readPages } from '#src/documents/reading/index.ts'
import { corpus, corpusBytes, corpusFiles } from '#test/support/corpus.ts'
import type { Case } from './score.ts'

/** Fields of invoice2data's JSON and ours. */
const NAMES = {
  issuer: 'issuer',
  invoice_number: 'number',
  date: 'issuedOn',
  date_due: 'dueOn',
  currency: 'currency',
  amount: 'gross',
  amount_untaxed: 'net',
  amount_tax: 'vat',
} as const

const asText = (value: unknown): string => (typeof value === 'number' ? value.toFixed(2) : String(value))

function truthOf(json: Record<string, unknown>): Case['truth'] {
  const pairs = Object.entries(NAMES).filter(([name]) => json[name] !== undefined)
  return Object.fromEntries(pairs.map(([name, ours]) => [ours, asText(json[name])]))
}

const MEDIA: readonly (readonly [ending: string, type: PageMediaType | 'text'])[] = [
  ['.pdf', 'application/pdf'],
  ['.png', 'image/png'],
  ['.jpg', 'image/jpeg'],
  ['.txt', 'text'],
]

/** Every document of invoice2data that lies beside its expected JSON. The PDFs are read as pages, an embedded XML is not looked at. */
export const invoice2data = (): Case[] =>
  corpusFiles('invoice2data', '.json').flatMap((path) => {
    const [file, type] = MEDIA.map(([ending, kind]) => [path.replace(/\.json$/, ending), kind] as const).find(([one]) =>
      existsSync(one),
    ) ?? [path, undefined]
    if (type === undefined) return []
    const [json] = JSON.parse(readFileSync(path, 'utf8'))
    const pages: Case['pages'] = async () =>
      type === 'text' ? wordsOfText(readFileSync(file, 'utf8')) : (await readPages(readFileSync(file), type)).pages
    return [{ name: basename(file), pages, truth: truthOf(json), isLoose: true }]
  })

/** A field of the recorded answer; the locale has a currency. */
interface Answered {
  readonly value?: string | number | null
  readonly currency?: string | null
}

const MINDEE = {
  supplier_name: 'issuer',
  invoice_number: 'number',
  receipt_number: 'number',
  date: 'issuedOn',
  due_date: 'dueOn',
  total_amount: 'gross',
  total_net: 'net',
  total_tax: 'vat',
} as const satisfies Record<string, keyof Fields>

/** The two samples of mindee with one document on them: what a commercial service answered, not checked by hand. */
export const mindee = (): Case[] =>
  [
    ['expense_receipts', 'response_v5/complete.json'],
    ['invoices', 'response_v4/default_sample.json'],
  ].map(([product = '', response = '']) => {
    const folder = `mindee-documents/v1/products/${product}`
    const json = JSON.parse(readFileSync(corpus(folder, response), 'utf8'))
    const prediction: Partial<Record<keyof typeof MINDEE | 'locale', Answered>> = json.document.inference.prediction
    const pairs = (Object.keys(MINDEE) as (keyof typeof MINDEE)[]).flatMap((name) => {
      const [value, ours] = [prediction[name]?.value, MINDEE[name]]
      return value === undefined || value === null ? [] : [[ours, asText(value)] as const]
    })
    const currency = prediction.locale?.currency
    return {
      name: `${product}.jpg`,
      pages: async () => (await readPages(corpusBytes(folder, 'default_sample.jpg'), 'image/jpeg')).pages,
      truth: { ...Object.fromEntries(pairs), ...(currency ? { currency } : {}) },
      isLoose: true,
    }
  })

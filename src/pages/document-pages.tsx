import type { Hono } from 'hono'
import {
  drawDocumentPage,
  getDocument,
  getDocumentContent,
  SHEET_POLICY,
  viewDocument,
  wordsOfPage,
} from '#src/documents/index.ts'
import { FIELD_NAMES, type FieldName, pickValue } from '#src/documents/reading/fields/index.ts'
import type { Box } from '#src/documents/reading/index.ts'
import { fail, isProblem } from '#src/kernel/problem.ts'
import { type FileAnswer, file, page } from '#src/platform/http/answer.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { type CompanyReader, companyReaderOf, type PageRequest } from './page-context.ts'
import { turnedBox } from './read-fields.ts'

const isXml = (mediaType: string): boolean => /xml/.test(mediaType)

/** Browsers show these; XML is shown as text, so that nothing in it can act as a page of ours. */
const shownAs = (mediaType: string): string => (isXml(mediaType) ? 'text/plain; charset=utf-8' : mediaType)

/**
 * The original for the frame beside a receipt or entry: an e-invoice as a sheet (that inside a PDF with ?view=1), all
 * else (and ?raw=1) as its bytes.
 */
export function mountDocumentPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/documents/:documentId/pages/:page', showPage)
  app.get('/c/:companyId/documents/:documentId/pages/:page/values', pickOnPage)

  app.get('/c/:companyId/documents/:documentId', async (c) => {
    const reader = await companyReaderOf(c)
    const documentId = c.req.param('documentId')
    const { document, bytes } = await getDocumentContent(reader.call, documentId)
    const isAsked = isXml(document.mediaType) ? c.req.query('raw') === undefined : c.req.query('view') !== undefined
    const answer =
      (isAsked ? await sheetOf(reader, documentId) : undefined) ??
      file(bytes, shownAs(document.mediaType), document.name)
    return c.body(answer.bytes as Uint8Array<ArrayBuffer>, 200, { ...answer.headers })
  })
}

/** Pixels: a page of A4 at 150 dots an inch, which small print takes on a large screen. */
const PAGE_WIDTH = 1240

/** A page as a picture. Its bytes never change, but who may see them can: a browser asks each time. */
async function showPage(c: PageRequest): Promise<Response> {
  const { call } = await companyReaderOf(c)
  const { documentId = '', page = '' } = c.req.param()
  const turn = turnIn(c)
  demandPage(page)
  const headers = { 'cache-control': 'private, no-cache', etag: `"${documentId}-${page}-${turn}"` }
  if (c.req.header('if-none-match') === headers.etag) {
    const { contentDeletedAt } = await getDocument(call, documentId)
    if (contentDeletedAt === null) return c.body(null, 304, headers)
  }
  const { document, bytes } = await drawDocumentPage(call, { documentId, page: Number(page), width: PAGE_WIDTH, turn })
  const answer = file(bytes, 'image/webp', `${document.name}.webp`)
  return c.body(answer.bytes as Uint8Array<ArrayBuffer>, 200, { ...answer.headers, ...headers })
}
const TURNS = [0, 90, 180, 270] as const
const turnIn = (c: PageRequest) => TURNS.find((one) => String(one) === c.req.query('turn')) ?? 0

function demandPage(page: string): void {
  if (!/^\d{1,6}$/.test(page)) fail('not_found', 'There is no such page.')
}

/** What stands at a place of a page, in the form of a field and in the figures of the reader; `value` is null for nothing. */
async function pickOnPage(c: PageRequest): Promise<Response> {
  const { call, locale } = await companyReaderOf(c)
  const { documentId = '', page = '' } = c.req.param()
  demandPage(page)
  const field = FIELD_NAMES.find((one) => one === c.req.query('field')) ?? fail('request_invalid', 'Name a field.')
  const { page: words } = await wordsOfPage(call, { documentId, page: Number(page) })
  const turn = turnIn(c)
  const size = turn % 180 === 0 ? words : { width: words.height, height: words.width }
  const frame = turnedBox(frameIn(c), size, ((360 - turn) % 360) as typeof turn)
  const picked = pickValue(words, field, frame)
  if (!picked) return c.json({ value: null, text: '', box: null })
  const isAmount = /^\d|^-/.test(picked.value) && AMOUNTS.includes(field)
  const value = isAmount && locale !== 'en' ? picked.value.replace('.', ',') : picked.value
  return c.json({ value, text: picked.text, box: turnedBox(picked.box, words, turn) })
}

const AMOUNTS: readonly FieldName[] = ['net', 'vat', 'gross', 'payable']

/** A place of the page in its own unit; a point where no size is said. */
function frameIn(c: PageRequest): Box {
  const number = (name: string): number => {
    const value = Number(c.req.query(name) ?? 0)
    return Number.isFinite(value) ? value : fail('request_invalid', `Give ${name} as a number.`)
  }
  return { x: number('x'), y: number('y'), width: number('width'), height: number('height') }
}

/** Undefined for XML that is no e-invoice; such a document is shown as it is. */
async function sheetOf(
  { call, companyId, locale }: CompanyReader,
  documentId: string,
): Promise<FileAnswer | undefined> {
  const hrefOf = (id: string) => `/c/${companyId}/documents/${id}`
  const originalHref = `${hrefOf(documentId)}?raw=1`
  try {
    const html = await viewDocument(call, { documentId, locale, originalHref, hrefOf, isFramed: true })
    return page(html, locale, SHEET_POLICY)
  } catch (error) {
    if (isProblem(error) && !isProblem(error, 'not_found')) return undefined
    throw error
  }
}

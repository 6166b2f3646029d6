import { randomUUID } from 'node:crypto'
import { decimal, isZero, sum } from '#src/kernel/decimal.ts'
import { type Books, CHART, calendarDate, TAX_RATES, touch } from './books.ts'
import { head } from './contacts.ts'
import type { Shape } from './documents.ts'
import { listed } from './listing.ts'
import { type Answer, type Asked, invalid, type Json, jsonOf, listOf, problem, textOf } from './wire.ts'

/** Files per document (https://developer.xero.com/documentation/api/accounting/attachments). */
const ATTACHMENTS_MAX = 10

export function getAttachments(books: Books, id: string): Answer {
  return { status: 200, json: { ...head(), Attachments: books.attachments.get(id) ?? [] } }
}

export function putAttachment(books: Books, shape: Shape, id: string, fileName: string, asked: Asked): Answer {
  const document = shape.of(books).get(id)
  if (!document) throw problem(404, 'Not Found', 'The resource you are looking for cannot be found')
  const attached = books.attachments.get(id) ?? []
  if (attached.length >= ATTACHMENTS_MAX) throw invalid('A document has at most 10 attachments.')
  if (asked.body.length === 0) throw invalid('The attachment is empty.')
  const attachment: Json = {
    AttachmentID: randomUUID(),
    FileName: fileName,
    Url: `https://api.xero.com/api.xro/2.0/${shape.list}/${id}/Attachments/${encodeURIComponent(fileName)}`,
    MimeType: asked.headers['content-type'] ?? 'application/octet-stream',
    ContentLength: asked.body.length,
  }
  books.attachments.set(id, [...attached.filter((one) => one.FileName !== fileName), attachment])
  touch(books, Object.assign(document, { HasAttachments: true }))
  return { status: 200, json: { ...head(), Attachments: [attachment] } }
}

export function getJournals(books: Books, asked: Asked): Answer {
  const { rows, pagination } = listed(asked, books.journals.values())
  return { status: 200, json: { ...head(), pagination, ManualJournals: rows } }
}

export function getJournal(books: Books, id: string): Answer {
  const journal = books.journals.get(id)
  if (!journal) throw problem(404, 'Not Found', 'The resource you are looking for cannot be found')
  return { status: 200, json: { ...head(), ManualJournals: [journal] } }
}

export function putJournals(books: Books, asked: Asked): Answer {
  const created = listOf(jsonOf(asked).ManualJournals).map((journal) => {
    const lines = listOf(journal.JournalLines)
    if (lines.length < 2) throw invalid('A journal needs at least two lines.')
    for (const line of lines) {
      if (!CHART.some(({ Code }) => Code === line.AccountCode))
        throw invalid(`Account code '${textOf(line.AccountCode)}' is not valid`)
    }
    if (!isZero(sum(lines.map((line) => decimal(String(line.LineAmount ?? 0)))))) {
      throw invalid('The total debits must equal total credits.')
    }
    const record: Json = {
      ManualJournalID: randomUUID(),
      Narration: textOf(journal.Narration),
      Date: calendarDate(journal.Date) ?? undefined,
      Status: textOf(journal.Status) || 'DRAFT',
      LineAmountTypes: 'NoTax',
      JournalLines: lines,
      ShowOnCashBasisReports: true,
      HasAttachments: false,
    }
    books.journals.set(String(record.ManualJournalID), touch(books, record))
    return record
  })
  return { status: 200, json: { ...head(), ManualJournals: created } }
}

export function getOrganisation(books: Books): Answer {
  const organisation = {
    OrganisationID: books.organisationID,
    Name: 'Fjordgløtt Regnskap Demo AS',
    LegalName: 'Fjordgløtt Regnskap Demo AS',
    Version: 'GLOBAL',
    OrganisationType: 'COMPANY',
    BaseCurrency: 'NOK',
    CountryCode: 'NO',
    IsDemoCompany: true,
    OrganisationStatus: 'ACTIVE',
  }
  return { status: 200, json: { ...head(), Organisations: [organisation] } }
}

export function getAccounts(): Answer {
  const Accounts = CHART.map((account) => ({ AccountID: randomUUID(), Status: 'ACTIVE', ...account }))
  return { status: 200, json: { ...head(), Accounts } }
}

export function getTaxRates(): Answer {
  const TaxRates = TAX_RATES.map((rate) => ({ ...rate, Status: 'ACTIVE', DisplayTaxRate: rate.EffectiveRate }))
  return { status: 200, json: { ...head(), TaxRates } }
}

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readStatementFile, type StatementFile, summaryOf } from '#src/bank/formats/index.ts'
import { type Invoice, readEInvoice } from '#src/documents/einvoice/index.ts'
import { isProblem } from '#src/kernel/problem.ts'

/** A file of the folder with what we read in it. */
export interface ReadFile<Content> {
  readonly name: string
  readonly bytes: Uint8Array
  readonly content: Content
}

export interface Unread {
  readonly file: string
  readonly code: string
  readonly message: string
}

/** A bookkeeping year as it lies in a folder: invoices by date of issue, statements by their periods. */
export interface YearFolder {
  readonly purchases: readonly ReadFile<Invoice>[]
  readonly sales: readonly ReadFile<Invoice>[]
  readonly statements: readonly ReadFile<StatementFile>[]
  readonly unread: readonly Unread[]
}

/** Reads `purchase_invoices`, `sales_invoices` and `bank_statements`; one that is missing holds nothing. */
export async function readYearFolder(folder: string): Promise<YearFolder> {
  const unread: Unread[] = []
  const purchases = await readAll(join(folder, 'purchase_invoices'), invoiceIn, unread)
  const sales = await readAll(join(folder, 'sales_invoices'), invoiceIn, unread)
  const statements = await readAll(join(folder, 'bank_statements'), readStatementFile, unread)
  return {
    purchases: inOrder(purchases, ({ issuedOn }) => issuedOn ?? ''),
    sales: inOrder(sales, ({ issuedOn }) => issuedOn ?? ''),
    statements: inOrder(statements, periodOf),
    unread,
  }
}

const invoiceIn = (bytes: Uint8Array): Invoice => readEInvoice(bytes).invoice

/** End and start of the first statement of the file. */
const periodOf = ({ statements: [first] }: StatementFile): string => {
  const period = first && summaryOf(first)
  return `${period?.to ?? ''} ${period?.from ?? ''}`
}

async function readAll<Content>(
  folder: string,
  read: (bytes: Uint8Array) => Content,
  unread: Unread[],
): Promise<ReadFile<Content>[]> {
  const found: ReadFile<Content>[] = []
  for (const name of await xmlFiles(folder)) {
    const bytes = await readFile(join(folder, name))
    try {
      found.push({ name, bytes, content: read(bytes) })
    } catch (error) {
      if (!isProblem(error)) throw error
      unread.push({ file: name, code: error.code, message: error.message })
    }
  }
  return found
}

async function xmlFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.xml$/i.test(name))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** By a key, then by name with numbers in it as numbers: BS_2 before BS_10. */
const inOrder = <Content>(files: readonly ReadFile<Content>[], keyOf: (content: Content) => string) =>
  files
    .map((file) => ({ file, key: keyOf(file.content) }))
    .sort((a, b) => a.key.localeCompare(b.key) || a.file.name.localeCompare(b.file.name, 'en', { numeric: true }))
    .map(({ file }) => file)

import type { FC, PropsWithChildren } from 'hono/jsx'
import type { DocumentAttachment } from '#src/documents/index.ts'
import type { FieldName } from '#src/documents/reading/fields/index.ts'
import type { CompanyReader } from '../page-context.ts'
import { byPlace, type ReadField, type ShownPage } from '../read-fields.ts'
import { say, type Word } from '../words.ts'

interface OriginalProps {
  readonly reader: CompanyReader
  readonly documentId: string
}

const hrefOf = ({ companyId }: CompanyReader, documentId: string): string => `/c/${companyId}/documents/${documentId}`

interface ShownOriginal {
  readonly reader: CompanyReader
  readonly documentId: string | null
  readonly pages: readonly ShownPage[]
  /** The document is a PDF with the e-invoice inside that the receipt was made of. */
  readonly isCarried?: boolean
  /** Files that the document was made of, that lie in it, or that came with it. */
  readonly attachments?: readonly Pick<DocumentAttachment, 'id' | 'name'>[]
}

/** The pages that are known, else the file as it is: an e-invoice, or what nothing was read of. */
export const OriginalOrPages: FC<ShownOriginal> = ({
  reader,
  documentId,
  pages,
  isCarried = false,
  attachments = [],
}) => {
  if (!documentId) return null
  const files = attachments.length === 0 ? null : <Files reader={reader} attachments={attachments} />
  if (pages.length === 0)
    return (
      <Original reader={reader} documentId={documentId}>
        {files}
      </Original>
    )
  return (
    <OriginalPages reader={reader} documentId={documentId} pages={pages} isCarried={isCarried}>
      {isCarried ? <CarriedInvoice reader={reader} documentId={documentId} /> : null}
      {files}
    </OriginalPages>
  )
}

const Files: FC<Required<Pick<ShownOriginal, 'reader' | 'attachments'>>> = ({ reader, attachments }) => (
  <p class="links small">
    <span class="soft">{say(reader.locale, 'asTheyCame')}</span>
    {attachments.map(({ id, name }) => (
      <a href={hrefOf(reader, id)}>{name}</a>
    ))}
  </p>
)

/** The original as it came in, framed from our own origin and without scripts. */
const Original: FC<PropsWithChildren<OriginalProps>> = ({ reader, documentId, children }) => {
  const { locale } = reader
  const href = hrefOf(reader, documentId)
  return (
    <section class="original">
      <h2>{say(locale, 'original')}</h2>
      <iframe src={href} title={say(locale, 'original')} loading="lazy" />
      <OpenOriginal reader={reader} documentId={documentId} />
      {children}
    </section>
  )
}

/** What the e-invoice inside a PDF says, as a sheet below the pages that people look at. */
const CarriedInvoice: FC<OriginalProps> = ({ reader, documentId }) => (
  <details open>
    <summary>{say(reader.locale, 'invoiceInPdf')}</summary>
    <iframe
      src={`${hrefOf(reader, documentId)}?view=1`}
      title={say(reader.locale, 'invoiceInPdf')}
      class="carried"
      loading="lazy"
    />
  </details>
)

/** The pages as pictures, each with a box around every field that was read from it. */
const OriginalPages: FC<PropsWithChildren<OriginalProps & { pages: readonly ShownPage[]; isCarried: boolean }>> = ({
  reader,
  documentId,
  pages,
  isCarried,
  children,
}) => (
  <section class="original">
    <h2>{say(reader.locale, isCarried ? 'pagesOfPdf' : 'original')}</h2>
    {isCarried ? <p class="small">{say(reader.locale, 'figuresFromXml')}</p> : null}
    <p
      class="small soft"
      role="status"
      data-pick-said
      data-hint={say(reader.locale, 'pickHint')}
      data-taken={say(reader.locale, 'pickTaken')}
      data-nothing={say(reader.locale, 'pickNothing')}
      hidden
    />
    <div class="sheets">
      {pages.map((page) => (
        <Sheet reader={reader} documentId={documentId} page={page} isOnly={pages.length === 1} />
      ))}
    </div>
    <OpenOriginal reader={reader} documentId={documentId} />
    {children}
  </section>
)

const OpenOriginal: FC<OriginalProps> = ({ reader, documentId }) => (
  <p class="small">
    <a href={hrefOf(reader, documentId)} data-key="o">
      {say(reader.locale, 'downloadOriginal')}
    </a>
  </p>
)

/** Pictures further down are fetched when somebody comes near them. */
const Sheet: FC<OriginalProps & { page: ShownPage; isOnly: boolean }> = ({ reader, documentId, page, isOnly }) => {
  const { locale } = reader
  const { width, height, turn, fields } = page
  const name = `${say(locale, 'page')} ${page.page}`
  const query = turn === 0 ? '' : `?turn=${turn}`
  return (
    <figure>
      {isOnly ? null : <figcaption class="soft small">{name}</figcaption>}
      <div class="sheet">
        <img
          src={`${hrefOf(reader, documentId)}/pages/${page.page}${query}`}
          alt={`${say(locale, 'original')}, ${name.toLowerCase()}`}
          width={Math.round(width)}
          height={Math.round(height)}
          loading="lazy"
        />
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-label={say(locale, 'readFields')}>
          {byPlace(fields).map((place) => (
            <FieldBox reader={reader} place={place} unit={width} />
          ))}
        </svg>
      </div>
    </figure>
  )
}

/** Part of the width of a page by which a frame stands off its words. */
const AIR = 0.004

/** A frame that leads to its field, or the first of those that stand there, and lights up with them. */
const FieldBox: FC<{ reader: CompanyReader; place: readonly ShownPage['fields'][number][]; unit: number }> = ({
  reader: { locale },
  place,
  unit,
}) => {
  const [first, ...others] = place
  if (!first) return null
  const { name, box } = first
  const air = unit * AIR
  return (
    <a
      id={`box-${name}`}
      href={`#field-${name}`}
      data-field={place.map((field) => field.name).join(' ')}
      class={place.every(({ isSure }) => isSure) ? '' : 'unsure'}
      aria-label={place.map((field) => `${say(locale, WORD_OF_FIELD[field.name])}: ${field.read.value}`).join(', ')}
    >
      {others.map((field) => (
        <g id={`box-${field.name}`} />
      ))}
      <rect x={box.x - air} y={box.y - air} width={box.width + 2 * air} height={box.height + 2 * air} rx={air} />
    </a>
  )
}

export const WORD_OF_FIELD = {
  issuer: 'supplier',
  organisationNumber: 'organisationNumber',
  number: 'number',
  issuedOn: 'issuedOn',
  dueOn: 'dueOn',
  currency: 'currency',
  net: 'net',
  vat: 'vat',
  gross: 'gross',
  payable: 'payable',
  paymentReference: 'paymentReference',
  account: 'bankAccount',
} as const satisfies Record<FieldName, Word>

/** Where a value comes from: how sure its reading is, and one click to its place on the page. */
export const ReadFrom: FC<{ reader: CompanyReader; field: ReadField | undefined }> = ({
  reader: { locale },
  field,
}) => {
  if (!field) return null
  const { name, read, isAsRead, isSure } = field
  const sure = `${Math.round(read.confidence * 100)} %`
  const text = isAsRead
    ? `${say(locale, isSure ? 'wasRead' : 'unsureRead')}, ${sure}`
    : `${say(locale, 'readInstead')} ${read.value}`
  return (
    <span class={`small block ${isAsRead && !isSure ? 'doubt' : 'soft'}`}>
      {read.box ? <a href={`#box-${name}`}>{text}</a> : text}
    </span>
  )
}

import { createHash } from 'node:crypto'
import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import type { Block, Sheet } from './sheet.ts'
import type { SheetLinks } from './sheet-links.ts'
import { Payments, Rest } from './sheet-rest.tsx'
import { SHEET_STYLE } from './sheet-style.ts'
import { Lines, Totals } from './sheet-tables.tsx'

const STYLE_HASH = createHash('sha256').update(SHEET_STYLE).digest('base64')

/** The page runs nothing, loads nothing and sends nothing; its one style is known by its hash. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'`
/** The same as a header, which may also say who may show the page in a frame. */
export const SHEET_POLICY = `${POLICY}; frame-ancestors 'self'`

/** The sheet as a page of its own: nothing beside it is needed, and what the invoice says is text and never markup. */
export function sheetHtml(sheet: Sheet, links: SheetLinks = {}): string {
  return `<!doctype html>${(<Page sheet={sheet} links={links} />).toString()}`
}

const Page: FC<{ sheet: Sheet; links: SheetLinks }> = ({ sheet, links }) => (
  <html lang={sheet.locale}>
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="content-security-policy" content={POLICY} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{[sheet.title, sheet.number, '·', sheet.supplier.name].filter(Boolean).join(' ')}</title>
      <style>{raw(SHEET_STYLE)}</style>
    </head>
    <body>
      <main>
        <Head sheet={sheet} />
        {sheet.others.length > 0 ? (
          <div class="blocks">
            {sheet.others.map((block) => (
              <BlockOf block={block} />
            ))}
          </div>
        ) : null}
        {sheet.notes.map((note) => (
          <p class="note">{note}</p>
        ))}
        {sheet.lines.length > 0 ? <Lines sheet={sheet} /> : null}
        <Totals sheet={sheet} />
        <Payments sheet={sheet} />
        <Rest sheet={sheet} links={links} />
      </main>
    </body>
  </html>
)

const Head: FC<{ sheet: Sheet }> = ({ sheet: { supplier, customer, title, number, facts } }) => (
  <header class="head">
    <div class="what">
      <h1>
        {title} {number}
      </h1>
      <dl class="facts">
        {facts.map(({ label, value }) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </div>
    <div class="who">
      <address class="from">
        <Rows block={supplier} />
      </address>
      <BlockOf block={customer} />
    </div>
  </header>
)

const BlockOf: FC<{ block: Block }> = ({ block }) => (
  <section>
    <h2>{block.heading}</h2>
    <address>
      <Rows block={block} />
    </address>
  </section>
)

const Rows: FC<{ block: Block }> = ({ block: { name, address, details } }) => (
  <>
    {name === '' ? null : <b>{name}</b>}
    {address.map((row) => (
      <span>{row}</span>
    ))}
    {details.map((row) => (
      <span class="soft">{row}</span>
    ))}
  </>
)

import type { Child, FC } from 'hono/jsx'
import { encodeQR } from 'qr'
import type { Sheet, SheetAttachment } from './sheet.ts'
import type { SheetLinks } from './sheet-links.ts'
import { word } from './sheet-words.ts'

export const Payments: FC<{ sheet: Sheet }> = ({ sheet: { payment } }) => (
  <>
    {payment.ways.map(({ main, more }, index) => (
      <section class="pay" aria-label={payment.heading}>
        <div>
          <dl>
            {[...payment.head, ...main].map(({ label, value }) => (
              <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {more.length === 0 ? null : (
            <p class="soft">{more.map(({ label, value }) => `${label}: ${value}`).join(' · ')}</p>
          )}
        </div>
        {index === 0 && payment.code ? <Code label={payment.code.label} content={payment.code.content} /> : null}
      </section>
    ))}
  </>
)

const Code: FC<{ label: string; content: string }> = ({ label, content }) => {
  const modules = encodeQR(content, 'raw', { ecc: 'medium', border: 4 })
  const path = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <figure>
      <svg
        viewBox={`0 0 ${modules.length} ${modules.length}`}
        role="img"
        aria-label={label}
        shape-rendering="crispEdges"
      >
        <path d={path.join('')} />
      </svg>
      <figcaption>{label}</figcaption>
    </figure>
  )
}

export const Rest: FC<{ sheet: Sheet; links: SheetLinks }> = ({ sheet, links }) => (
  <>
    {sheet.payment.terms ? (
      <section class="rest">
        <h2>{sheet.payment.terms.label}</h2>
        <p>{sheet.payment.terms.value}</p>
      </section>
    ) : null}
    {sheet.attachments.length === 0 ? null : (
      <section class="rest">
        <h2>{word(sheet.locale, 'attachments')}</h2>
        <ul>
          {sheet.attachments.map((attachment) => (
            <Attached attachment={attachment} links={links} />
          ))}
        </ul>
      </section>
    )}
    <footer>
      {sheet.technical.map(({ label, value }) => (
        <span>
          {label}: {value}
        </span>
      ))}
      {links.original === undefined ? null : (
        <a class="screen" href={links.original}>
          {word(sheet.locale, 'original')}
        </a>
      )}
    </footer>
  </>
)

const Attached: FC<{ attachment: SheetAttachment; links: SheetLinks }> = ({ attachment, links }) => {
  const { name, description, url } = attachment
  const href = links.attachment?.(attachment)
  const isWeb = url !== undefined && /^https?:\/\//i.test(url)
  return (
    <li>
      {href === undefined ? (
        name
      ) : (
        <Away href={href} links={links} {...(href.startsWith('data:') ? { download: name } : {})}>
          {name}
        </Away>
      )}
      {description === '' ? null : <span class="soft"> {description}</span>}
      {url === undefined || url === name ? null : (
        <span class="soft">
          {' '}
          {isWeb ? (
            <a href={url} rel="noopener noreferrer nofollow">
              {url}
            </a>
          ) : (
            url
          )}
        </span>
      )}
    </li>
  )
}

const Away: FC<{ href: string; links: SheetLinks; download?: string; children?: Child }> = ({
  href,
  links,
  download,
  children,
}) => (
  <a href={href} {...(download === undefined ? {} : { download })} {...(links.isFramed ? { target: '_top' } : {})}>
    {children}
  </a>
)

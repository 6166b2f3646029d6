import type { FC } from 'hono/jsx'
import type { Reader } from '../page-context.ts'
import { say } from '../words.ts'
import { Document } from './layout.tsx'

export const CompaniesPage: FC<{ reader: Reader }> = ({ reader: { companies, locale } }) => (
  <Document title={say(locale, 'company')} locale={locale}>
    <main>
      <div class="head">
        <h1>{say(locale, 'company')}</h1>
      </div>
      {companies.length === 0 ? <p class="empty">{say(locale, 'nothingHere')}</p> : null}
      <ul class="inbox">
        {companies.map((company) => (
          <li>
            <a href={`/c/${company.id}/inbox`} data-row>
              <span class="who">{company.name}</span>
            </a>
          </li>
        ))}
      </ul>
    </main>
  </Document>
)

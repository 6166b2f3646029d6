import type { FC } from 'hono/jsx'
import type { RefusedMail } from '#src/intake/index.ts'
import { formatInstant } from '#src/kernel/figures.ts'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { reasonOf } from './file-fate.tsx'

/** Mails that were turned away and so are nowhere else: who sent them, when last, and why. */
export const RefusedMails: FC<{ reader: CompanyReader; mails: readonly RefusedMail[] }> = ({
  reader: { locale, call },
  mails,
}) =>
  mails.length === 0 ? null : (
    <details class="note">
      <summary>
        {say(locale, 'refusedMails')} ({mails.length})
      </summary>
      <p class="small">{say(locale, 'refusedMailsHint')}</p>
      <ul>
        {mails.map(({ sender, recipient, code, lastAt }) => (
          <li>
            <strong class="hash">{sender || say(locale, 'nobodySaid')}</strong>: {reasonOf(locale, code) ?? code}
            <span class="soft small block hash">
              {formatInstant(lastAt, locale, call.timeZone)} · {recipient}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )

import type { FC } from 'hono/jsx'
import type { Locale } from '#src/kernel/locale.ts'
import type { Problem } from '#src/kernel/problem.ts'
import { problemDetail } from '../problem-details.ts'
import { problemTitle } from '../words/problem-words.ts'
import { say } from '../words.ts'
import { Document } from './layout.tsx'

interface ProblemProps {
  readonly problem: Problem
  readonly requestId: string
  readonly locale: Locale
}

/** A refusal as a page: what is wrong, what to mend, and the number to give us. */
export const ProblemPage: FC<ProblemProps> = ({ problem, requestId, locale }) => {
  const title = problemTitle(locale, problem)
  const detail = problemDetail(locale, problem)
  return (
    <Document title={title} locale={locale}>
      <main>
        <h1>{title}</h1>
        <p lang={detail.lang}>{detail.text}</p>
        <p class="soft small">
          {problem.code} · {requestId}
        </p>
        <p>
          <a href="/">{say(locale, 'toStart')}</a>
        </p>
      </main>
    </Document>
  )
}

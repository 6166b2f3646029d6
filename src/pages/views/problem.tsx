import type { FC } from 'hono/jsx'
import type { Problem } from '#src/kernel/problem.ts'
import { Document } from './layout.tsx'

/** A refusal as a page: what is wrong, what to mend, and the number to give us. */
export const ProblemPage: FC<{ problem: Problem; requestId: string }> = ({ problem, requestId }) => (
  <Document title={problem.kind.title} locale="en">
    <main>
      <h1>{problem.kind.title}</h1>
      <p>{problem.message}</p>
      <p class="soft small">
        {problem.code} · {requestId}
      </p>
      <p>
        <a href="/">Bilag</a>
      </p>
    </main>
  </Document>
)

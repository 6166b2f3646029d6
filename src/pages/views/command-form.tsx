import { randomUUID } from 'node:crypto'
import type { FC, PropsWithChildren } from 'hono/jsx'
import type { CompanyReader } from '../page-context.ts'

interface CommandFormProps {
  readonly reader: CompanyReader
  /** Path below the company. */
  readonly action: string
  readonly class?: string
  /** With files. */
  readonly hasFiles?: boolean
  /** Where what the form says can be looked at while it is filled in. */
  readonly preview?: string
  /** Fields that nobody sees. */
  readonly hidden?: Readonly<Record<string, string | number>>
}

/**
 * The one form that commands: it carries the token of its session, and a key of its own by which a second click is
 * known for what it is (`submit`).
 */
export const CommandForm: FC<PropsWithChildren<CommandFormProps>> = ({
  reader: { companyId, session },
  action,
  class: name,
  hasFiles,
  preview,
  hidden = {},
  children,
}) => (
  <form
    method="post"
    action={`/c/${companyId}${action}`}
    {...(name ? { class: name } : {})}
    {...(hasFiles ? { enctype: 'multipart/form-data' } : {})}
    {...(preview ? { 'data-preview': preview } : {})}
  >
    <input type="hidden" name="csrf" value={session.csrfToken} />
    <input type="hidden" name="formKey" value={randomUUID()} />
    {Object.entries(hidden).map(([field, value]) => (
      <input type="hidden" name={field} value={String(value)} />
    ))}
    {children}
  </form>
)

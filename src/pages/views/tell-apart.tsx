import type { FC } from 'hono/jsx'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { CommandForm } from './command-form.tsx'

interface TellApartProps {
  readonly reader: CompanyReader
  /** Path below the company. */
  readonly action: string
  /** What is told apart from what. */
  readonly hidden: Readonly<Record<string, string>>
}

/** Where a person says that two which look alike are not the same, and why. */
export const TellApart: FC<TellApartProps> = ({ reader, reader: { locale }, action, hidden }) => (
  <details>
    <summary>{say(locale, 'notDuplicate')}</summary>
    <CommandForm reader={reader} action={action} hidden={hidden}>
      <label>
        {say(locale, 'reason')}
        <input name="reason" required maxlength={500} />
      </label>
      <button type="submit" class="act">
        {say(locale, 'notDuplicate')}
      </button>
    </CommandForm>
  </details>
)

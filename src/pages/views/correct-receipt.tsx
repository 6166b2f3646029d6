import type { FC } from 'hono/jsx'
import { agreedName, CORRECTED, type RefusedCorrection } from '../correct-receipt.ts'
import { type ReadField, readFieldsOf, saidOf } from '../read-fields.ts'
import { say, type Word } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { WORD_OF_FIELD } from './original.tsx'
import type { ReceiptProps } from './receipt.tsx'
import { Refusal } from './refusal.tsx'

const KINDS = {
  supplierInvoice: 'invoice',
  creditNote: 'creditNote',
  expenseReceipt: 'expense',
} as const satisfies Record<string, Word>

interface CorrectProps extends ReceiptProps {
  readonly refused: RefusedCorrection | undefined
}

/**
 * What the receipt says, to be written anew beside its pages. What an e-invoice says stands as its sender wrote it, and
 * what is booked is corrected in the books: those have no form. Open where something waits for a person.
 */
export const CorrectReceipt: FC<CorrectProps> = ({ reader, receipt, refused }) => {
  const { locale, call } = reader
  const isOpen = receipt.status !== 'posted' && receipt.status !== 'reading' && receipt.origin !== 'einvoice'
  if (!isOpen || !call.actor.scopes.has('receipts:write')) return null
  const read = readFieldsOf(receipt)
  const isWaiting = receipt.status === 'draft' && receipt.exceptions.some(({ code }) => code.startsWith('field_'))
  return (
    <section class="card">
      <details class="correct" {...(isWaiting || refused ? { open: true } : {})}>
        <summary>{say(locale, 'correctFields')}</summary>
        {refused ? <Refusal locale={locale} problem={refused.problem} /> : null}
        {receipt.status === 'draft' ? null : <p class="small soft">{say(locale, 'becomesDraft')}</p>}
        <CommandForm reader={reader} action={`/receipts/${receipt.id}/facts`} hidden={{ seenVersion: receipt.version }}>
          <div class="fields">
            <label>
              {say(locale, 'documentKind')}
              <select name="kind">
                {Object.entries(KINDS).map(([kind, word]) => (
                  <option value={kind} selected={kind === (refused?.form.kind ?? receipt.kind)}>
                    {say(locale, word)}
                  </option>
                ))}
              </select>
            </label>
            {CORRECTED.map((field) => (
              <Correction
                reader={reader}
                field={field}
                read={read.get(field.name)}
                value={refused?.form[field.name] ?? shown(field.type, saidOf(receipt, field.name), locale)}
              />
            ))}
          </div>
          <button type="submit" class="act main">
            {say(locale, 'keep')}
          </button>
        </CommandForm>
      </details>
    </section>
  )
}

/** An amount with the reader's decimal mark, as they would write it. */
const shown = (type: string, said: string | null, locale: string): string =>
  type === 'amount' && locale !== 'en' ? (said ?? '').replace('.', ',') : (said ?? '')

interface CorrectionProps extends Pick<ReceiptProps, 'reader'> {
  readonly field: (typeof CORRECTED)[number]
  readonly read: ReadField | undefined
  readonly value: string
}

/** One field; an uncertain one can be agreed to as it was read. */
const Correction: FC<CorrectionProps> = ({ reader: { locale }, field: { name, type }, read, value }) => {
  const isDoubted = read?.isAsRead && !read.isSure
  return (
    <div data-field={name} class={isDoubted ? 'doubted' : ''}>
      <label>
        {say(locale, WORD_OF_FIELD[name])}
        <input
          name={name}
          value={value}
          type={type === 'date' ? 'date' : 'text'}
          maxlength={200}
          autocomplete="off"
          data-pick={name}
          {...(type === 'amount' ? { inputmode: 'decimal' as const } : {})}
        />
      </label>
      {isDoubted ? (
        <label class="choice">
          <input type="checkbox" name={agreedName(name)} value="1" /> {say(locale, 'isRight')}
        </label>
      ) : null}
    </div>
  )
}

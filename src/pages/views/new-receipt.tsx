import type { FC } from 'hono/jsx'
import type { Problem } from '#src/kernel/problem.ts'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { Frame } from './layout.tsx'
import { Refusal } from './refusal.tsx'

interface PageProps {
  readonly reader: CompanyReader
  readonly waiting: number
}

const PICKED = 'image/*,application/pdf,application/xml,text/xml,application/zip,message/rfc822'

/** The camera is one tap away; the form works without any script. */
export const NewReceiptPage: FC<PageProps & { problem?: Problem | undefined }> = ({ reader, waiting, problem }) => {
  const { locale } = reader
  return (
    <Frame title={say(locale, 'newReceipt')} reader={reader} section="receipts" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'newReceipt')}</h1>
        <a class="end" href={`/c/${reader.companyId}/intakes`}>
          {say(locale, 'cameIn')}
        </a>
      </div>
      {problem ? <Refusal locale={locale} problem={problem} /> : null}
      <CommandForm reader={reader} class="photo" action="/receipts/new" hasFiles>
        <ol class="taken" data-remove={say(locale, 'remove')} data-another={say(locale, 'takeAnother')} hidden />
        <label class="pick">
          <strong>{say(locale, 'takePhoto')}</strong>
          <input type="file" name="file" accept="image/*,application/pdf" capture="environment" multiple />
        </label>
        <label class="pick">
          <strong>{say(locale, 'pickFiles')}</strong>
          <span class="soft small block">{say(locale, 'pickFilesHint')}</span>
          <input type="file" name="file" accept={PICKED} multiple />
        </label>
        <fieldset>
          <legend>{say(locale, 'severalPictures')}</legend>
          <label class="choice">
            <input type="radio" name="pages" value="each" checked /> {say(locale, 'eachItsOwn')}
          </label>
          <label class="choice">
            <input type="radio" name="pages" value="one" /> {say(locale, 'pagesOfOne')}
          </label>
        </fieldset>
        <fieldset>
          <legend>{say(locale, 'whatIsIt')}</legend>
          <label class="choice">
            <input type="radio" name="kind" value="expenseReceipt" checked /> {say(locale, 'isExpense')}
          </label>
          <label class="choice">
            <input type="radio" name="kind" value="supplierInvoice" /> {say(locale, 'isInvoice')}
          </label>
        </fieldset>
        <button type="submit" class="act main" data-sending={say(locale, 'sending')}>
          {say(locale, 'send')}
        </button>
        <progress hidden aria-label={say(locale, 'sending')} />
      </CommandForm>
    </Frame>
  )
}

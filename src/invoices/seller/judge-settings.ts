import type { SettingsJudge } from '#src/companies/index.ts'
import { judgeDeliverySettings } from '../deliveries/delivery-settings.ts'
import { judgeTemplate } from '../print/template.ts'
import { judgeSeller } from './judge-seller.ts'

/** What a company says about its invoices is judged when it says it, not when the next one is printed or sent. */
export const judgeInvoiceSettings: SettingsJudge = async (cx, company, changed) => {
  judgeSeller(company, changed)
  await judgeTemplate(cx, company, changed)
  judgeDeliverySettings(company, changed)
}

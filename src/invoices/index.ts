import './deliveries/delivery.problems.ts'
import './invoice.problems.ts'

export { type ChangeInvoice, changeInvoice, deleteInvoice, type OfInvoice } from './change-invoice.ts'
export type { Finding, InvoiceCheck } from './checks/check.ts'
export { type CheckInvoice, checkInvoice } from './checks/check-invoice.ts'
export { createInvoice } from './create-invoice.ts'
export { type CreditInvoice, creditInvoice } from './credit-invoice.ts'
export { invoiceDelivered, invoiceDeliveryFailed } from './deliveries/delivery.events.ts'
export { deliveryRoutes, wireDelivery } from './deliveries/delivery.routes.ts'
export type { Delivery, DeliveryAnswer, DeliveryView } from './deliveries/delivery.ts'
export { DELIVERY_SETTINGS } from './deliveries/delivery-settings.ts'
export { lookUpCustomer } from './deliveries/look-up-customer.ts'
export {
  type Capabilities,
  type Network,
  type NetworkLetter,
  type NetworkLookup,
  type NetworkNews,
  type NetworkOutcome,
  onNetworkAsked,
} from './deliveries/network.ts'
export { type PlanDelivery, planDelivery } from './deliveries/plan-delivery.ts'
export { reachRoutes } from './deliveries/reach.routes.ts'
export type { CustomerReach } from './deliveries/reach.ts'
export { getDelivery, listDeliveries } from './deliveries/read-deliveries.ts'
export { getReach, listReaches } from './deliveries/read-reach.ts'
export { retryDelivery } from './deliveries/record-delivery.ts'
export { findReturnedTo, takeReturned } from './deliveries/take-returned.ts'
export { type DocumentOfInvoice, documentsOfInvoices } from './document/documents-of-invoices.store.ts'
export type { WrittenInvoice } from './draft-content.ts'
export { invoiceCreated, invoiceCredited, invoiceDeleted, invoiceIssued, invoiceUpdated } from './invoice.events.ts'
export { invoiceRoutes } from './invoice.routes.ts'
export type { Invoice, InvoiceKind, InvoiceLine, InvoiceStatus, InvoiceView, PaymentStatus } from './invoice.ts'
export { toWire as wireInvoice } from './invoice.wire.ts'
export { readInvoiceForm } from './invoice-input.ts'
export type { InvoiceFilter } from './invoice-list.store.ts'
export { issueInvoice } from './issue-invoice.ts'
export type { InvoiceAdjustment } from './lines/adjustment.ts'
export { type InvoicePdf, type InvoicePdfOptions, invoicePdf } from './print/invoice-pdf.ts'
export { previewTemplate, type TemplateTrial } from './print/preview-template.ts'
export { TEMPLATE_SETTINGS } from './print/template.ts'
export { getInvoice, getInvoiceUbl, listInvoices, listOpenInvoices, type OpenInvoices } from './read-invoices.ts'
export { judgeInvoiceSettings } from './seller/judge-settings.ts'
export { SELLER_SETTINGS } from './seller/seller-settings.ts'

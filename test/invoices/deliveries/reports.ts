/** A mail that left, as its report knows it. */
export interface Sent {
  readonly deliveryId: string
  readonly to: string
  readonly returnTo: string
}

interface Variant {
  readonly action?: string
  readonly status?: string
  readonly to?: string
  /** Without the mail inside; the envelope's id is told. */
  readonly isBare?: boolean
}

const BOUNDARY = '4XfQ1z0Kq7zB3.1772442000/mx.else.example'

/** Written by hand in the shape in which Postfix writes its reports. */
export function postfixReport({ deliveryId, returnTo, ...sent }: Sent, variant: Variant = {}): string {
  const { action = 'failed', status = '5.1.1', to = sent.to, isBare = false } = variant
  const lines = [
    'Date: Mon,  2 Mar 2026 10:00:02 +0100 (CET)',
    'From: MAILER-DAEMON@mx.else.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${returnTo}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    `\tboundary="${BOUNDARY}"`,
    'Message-Id: <4XfQ1z0Kq7zB4@mx.else.example>',
    '',
    'This is a MIME-encapsulated message.',
    '',
    `--${BOUNDARY}`,
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'This is the mail system at host mx.else.example.',
    '',
    `--${BOUNDARY}`,
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.else.example',
    ...(isBare ? [`Original-Envelope-Id: ${deliveryId}`] : []),
    'X-Postfix-Queue-ID: 4XfQ1z0Kq7zB3',
    'Arrival-Date: Mon,  2 Mar 2026 10:00:01 +0100 (CET)',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Original-Recipient: rfc822;${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mx.bakeriet.example',
    `Diagnostic-Code: smtp; 550 ${status} <${to}>: Recipient address rejected:`,
    '    User unknown in virtual mailbox table',
    '',
    ...(isBare ? [] : returnedMail(BOUNDARY, deliveryId, to)),
    `--${BOUNDARY}--`,
    '',
  ]
  return lines.join('\r\n')
}

const returnedMail = (boundary: string, deliveryId: string, to: string): string[] => [
  `--${boundary}`,
  'Content-Description: Undelivered Message',
  'Content-Type: message/rfc822',
  '',
  'From: Fjordkaffe AS <faktura@bilag.example>',
  `To: ${to}`,
  'Subject: Faktura 10001 fra Fjordkaffe AS',
  `Message-ID: <${deliveryId}@bilag.example>`,
  '',
  'Hei,',
  '',
]

const OUTER = '_000_a1b2c3'

/** Written by hand in the shape in which Exchange Online writes its reports. */
export function exchangeReport({ deliveryId, to, returnTo }: Sent): string {
  const lines = [
    'From: <postmaster@bakeriet.example>',
    `To: <${returnTo}>`,
    'Date: Mon, 2 Mar 2026 09:00:05 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    `\tboundary="${OUTER}"`,
    'Content-Language: nb-NO',
    'Message-ID: <7b0d@AM0PR01MB.eurprd01.prod.exchangelabs.example>',
    'Subject: Kan ikke leveres: Faktura 10001 fra Fjordkaffe AS',
    'Auto-Submitted: auto-replied',
    '',
    `--${OUTER}`,
    'Content-Type: multipart/alternative; differences=Content-Type;',
    '\tboundary="_alt_d4e5"',
    '',
    '--_alt_d4e5',
    'Content-Type: text/plain; charset="us-ascii"',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    `Meldingen til ${to} kunne ikke leveres.`,
    '',
    '--_alt_d4e5',
    'Content-Type: text/html; charset="us-ascii"',
    '',
    '<html><body><p>Meldingen kunne ikke leveres.</p></body></html>',
    '',
    '--_alt_d4e5--',
    '',
    `--${OUTER}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns;AM0PR01MB.eurprd01.prod.exchangelabs.example',
    'Received-From-MTA: dns;mx.else.example',
    'Arrival-Date: Mon, 2 Mar 2026 09:00:04 +0000',
    '',
    `Final-Recipient: rfc822;${to}`,
    'Action: failed',
    'Status: 5.1.10',
    'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    `X-Display-Name: ${to}`,
    '',
    '',
    ...returnedMail(OUTER, deliveryId, to),
    `--${OUTER}--`,
    '',
  ]
  return lines.join('\r\n')
}

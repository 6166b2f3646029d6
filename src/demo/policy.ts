const approver = { role: 'approver' } as const
const owner = { role: 'owner' } as const

/**
 * The policy of the demonstration: small bills of trusted suppliers need nobody, everyday costs the head of the shop,
 * larger ones also the owner, and the largest the owner after him. Amounts in NOK including VAT.
 */
export const policyRules = (trustedSuppliers: readonly string[]) => ({
  currency: 'NOK',
  rules: [
    {
      name: 'Faste avtaler',
      when: { supplier: trustedSuppliers },
      bands: [{ upTo: '1500.00', autoApprove: true }],
      above: { steps: [{ name: 'Butikksjef', approvers: [approver] }] },
    },
    {
      name: 'Innkjøp',
      bands: [
        { upTo: '5000.00', steps: [{ name: 'Butikksjef', approvers: [approver] }] },
        {
          upTo: '50000.00',
          steps: [
            { name: 'Butikksjef', order: 1, approvers: [approver] },
            { name: 'Daglig leder', order: 1, approvers: [owner] },
          ],
        },
      ],
      above: {
        steps: [
          { name: 'Butikksjef', order: 1, approvers: [approver] },
          { name: 'Daglig leder', order: 2, approvers: [owner] },
        ],
      },
    },
  ],
  defaultApprovers: [owner],
})

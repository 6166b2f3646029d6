/** What two writings of one number or reference have in common. */
export const markOf = (text: string): string => text.replace(/[^0-9A-Za-z]/g, '').toUpperCase()

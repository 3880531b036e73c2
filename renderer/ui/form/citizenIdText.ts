/** What a clerk, a card reader or a pasted text may bring: full-width digits, spaces, a small x. */
export const tidyCitizenId = (typed: string) => tidyDigits(typed).toUpperCase();

/** Full-width figures to half-width, spaces and hyphens dropped. */
export const tidyDigits = (typed: string) =>
  typed
    .replace(/[\uFF10-\uFF19\uFF38\uFF58]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000-]/g, '');

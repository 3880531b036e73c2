/**
 * What can be wrong with a value in a form. Each is a key of the interface's texts, in which the named parameters stand;
 * the texts themselves belong to the interface, so that both languages say it as a clerk would.
 */
export const formMessages = {
  'form.required': [],
  'form.wrongKind': [],
  'form.unknownField': [],
  'form.tooLong': ['maximum'],
  'form.personNameLength': ['minimum', 'maximum'],
  'form.personNameCharacters': [],
  'form.citizenIdLength': [],
  'form.citizenIdCharacters': [],
  'form.citizenIdBirthDate': [],
  'form.citizenIdCheckDigit': [],
  'form.mobile': [],
  'form.bankCard': [],
  'form.bankCardCheck': [],
  'form.creditCodeLength': [],
  'form.creditCodeCharacters': [],
  'form.creditCodeCheckDigit': [],
  'form.creditCodeOrganisation': [],
  'form.disabilityCertificateLength': [],
  'form.disabilityCertificateIdNumber': [],
  'form.disabilityCertificateGrade': [],
  'form.divisionCounty': [],
  'form.divisionTownship': [],
  'form.date': [],
  'form.dateInFuture': ['today'],
  'form.tooSmall': ['minimum'],
  'form.tooLarge': ['maximum'],
  'form.tooManyDecimals': ['decimals'],
  'form.notWhole': [],
  'form.notAnOption': [],
  'form.tooFewRows': ['minimum'],
  'form.tooManyRows': ['maximum'],
  'form.computedDiffers': [],
  /** A rule of the item's own: the text is the `message` of the rule with this id. */
  'form.rule': ['rule'],
} as const satisfies Record<string, readonly string[]>;
export type FormMessageKey = keyof typeof formMessages;

export type FormProblemParams = Readonly<Record<string, string | number>>;

/** One violation: `path` is [field] or, in a table, [field, row, column]. Holds no value that a person typed. */
export type FormProblem = {
  path: (string | number)[];
  key: FormMessageKey;
  params: FormProblemParams;
};

/** A Zod custom issue that carries a key and its parameters. */
export const problemIssue = (key: FormMessageKey, params: FormProblemParams = {}) => ({
  code: 'custom' as const,
  message: key,
  params,
});

const isKey = (message: string): message is FormMessageKey => Object.hasOwn(formMessages, message);

/** Reads an issue back. Issues of Zod's own (a value of another kind) carry no key of ours. */
export function problemOf(issue: {
  path: readonly PropertyKey[];
  message: string;
  params?: Record<string, unknown> | undefined;
}): FormProblem {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (!isKey(issue.message)) return { path, key: 'form.wrongKind', params: {} };
  const params = Object.entries(issue.params ?? {}).filter((entry): entry is [string, string | number] =>
    ['string', 'number'].includes(typeof entry[1]),
  );
  return { path, key: issue.message, params: Object.fromEntries(params) };
}

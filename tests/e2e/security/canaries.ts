import { mod11_2 } from 'cdigit';

/** A made-up person whose data occur nowhere else, so that any place they are found in is a leak. */
export type Canary = { name: string; idNumber: string; mobile: string; bankCard: string };

const withCheckDigit = (first17: string) => first17 + mod11_2.compute(first17);

/** The last digit of a bank card, by Luhn. */
function card(first15: string): string {
  const sum = [...first15].reverse().reduce((total, digit, place) => {
    const doubled = place % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${first15}${(10 - (sum % 10)) % 10}`;
}

/** Women of over a hundred years, for 高龄津贴; the names stand in no word list and in no text of the application. */
export const canaries: readonly Canary[] = [
  ['欧阳琲璠', '23082819000517382', '15945178263', '622848174051937'],
  ['司徒玥瑄', '23082819010926746', '18246935071', '621700385264917'],
  ['钟离瑅姞', '23082819020308524', '13351724896', '623059617283405'],
  ['呼延珮彧', '23082819031121962', '17645038219', '621226904517386'],
].map(([name = '', first17 = '', mobile = '', first15 = '']) => ({
  name,
  idNumber: withCheckDigit(first17),
  mobile,
  bankCard: card(first15),
}));

/** GBK has no encoder in the platform's libraries; its decoder, asked for every pair of bytes, tells the way back. */
const gbkBytes = (() => {
  let table: ReadonlyMap<string, readonly number[]> | undefined;
  const build = () => {
    const decoder = new TextDecoder('gbk');
    const pairs = new Map<string, readonly number[]>();
    for (let lead = 0x81; lead <= 0xfe; lead += 1)
      for (let trail = 0x40; trail <= 0xfe; trail += 1)
        pairs.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    return pairs;
  };
  return (text: string) => {
    const pairs = (table ??= build());
    return Buffer.from([...text].flatMap((char) => pairs.get(char) ?? [char.charCodeAt(0)]));
  };
})();

/** Base64 of bytes that lie anywhere in a longer text: what of it is the same whatever stands before and behind. */
function base64Inside(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor(((shift + bytes.length) * 8) / 6);
    return Buffer.from(text.slice(from, to), 'latin1');
  });
}

/** What is looked for: bytes, with words that say what was found and in which form. */
export type Pattern = { what: string; bytes: Buffer };

/** The forms in which a text may lie in memory as it is. */
export function plainForms(what: string, text: string): Pattern[] {
  const little = Buffer.from(text, 'utf16le');
  return [
    { what: `${what} in UTF-8`, bytes: Buffer.from(text) },
    { what: `${what} in UTF-16LE`, bytes: little },
  ];
}

/** All forms in which a text may have got into a file. */
export function allForms(what: string, text: string): Pattern[] {
  const utf8 = Buffer.from(text);
  const little = Buffer.from(text, 'utf16le');
  const hex = utf8.toString('hex');
  const encoded = encodeURIComponent(text);
  const escaped = [...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const forms: [string, Buffer][] = [
    ['UTF-16BE', Buffer.from(little).swap16()],
    ['GBK', gbkBytes(text)],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ['percent signs', Buffer.from(encoded)],
    ['JSON escapes', Buffer.from(escaped)],
    ...[...base64Inside(utf8), ...base64Inside(little)].map((bytes): [string, Buffer] => ['base64', bytes]),
  ];
  // Digits are the same in many forms; one name for them is enough.
  const others = forms.filter(([, bytes]) => !bytes.equals(utf8));
  return [
    ...plainForms(what, text),
    ...others.map(([form, bytes]) => ({ what: `${what} in ${form}`, bytes })),
  ];
}

/** Patterns of everything that a canary is known by. */
export const patternsOf = (forms: typeof allForms): Pattern[] =>
  canaries.flatMap((canary, index) =>
    Object.entries(canary).flatMap(([field, text]) => forms(`${field} of canary ${index + 1}`, text)),
  );

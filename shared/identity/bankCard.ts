/**
 * True where a bank card number 银行卡号 fails the Luhn check. A warning only: many social security cards 社保卡 are valid and fail.
 */
export function luhnWarning(text: string): boolean {
  const digits = text.replace(/\s/g, '');
  if (!/^\d{12,19}$/.test(digits)) return true;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 !== 0;
}

import { maskBankCard, maskCitizenId, maskMobile } from '../identity/mask';
import { maskDisabilityCertificate } from '../identity/maskCertificate';
import { isPublicCode } from './fieldText';

/** Digits that stand alone: not part of a longer number or of a code with letters. */
const alone = (pattern: string) => new RegExp(`(?<![0-9A-Za-z])${pattern}(?![0-9A-Za-z])`, 'g');

const disabilityNumber = alone('\\d{17}[\\dXx]\\d{2}(?:[Bb]\\d)?');
const idNumber = alone('\\d{17}[\\dXx]');
const mobile = alone('1[3-9]\\d{9}');
const bankCard = alone('\\d{16,19}');

/**
 * A text without the numbers that tell who a person is, wherever somebody typed them: ID, disability certificate, mobile, bank
 * card. A registered business's code stays.
 */
export const withoutNumbers = (text: string): string =>
  text
    .replace(disabilityNumber, maskDisabilityCertificate)
    .replace(idNumber, (found) => (isPublicCode(found) ? found : maskCitizenId(found)))
    .replace(mobile, maskMobile)
    .replace(bankCard, (found) => (isPublicCode(found) ? found : maskBankCard(found)));

import type { FerryLabel } from '@shared/sealing/ferry/label';

export const extension = '.ljferry';

/** Time of the wall clock in Heilongjiang, which has no summer time. */
const eastOfGreenwich = 8 * 3_600_000;
const stampOf = (at: string) =>
  new Date(Date.parse(at) + eastOfGreenwich)
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace('T', '-')
    .slice(0, 15);

type Named = Pick<FerryLabel, 'divisionCode' | 'deviceNumber' | 'number' | 'madeAt'>;

/** Name of a bundle's file: office, device, number, time. Nothing that was there before has it. */
export const bundleName = ({ divisionCode, deviceNumber, number, madeAt }: Named): string =>
  `longjiang-${divisionCode}-${String(deviceNumber).padStart(4, '0')}-ferry-${String(number).padStart(6, '0')}-${stampOf(madeAt)}${extension}`;

/** Name of the receipt's file, so that it stands beside the bundle it answers. */
export const receiptName = (label: Named & { answers?: { number: number } | undefined }): string =>
  bundleName({ ...label, number: label.answers?.number ?? label.number }).replace(
    extension,
    `-receipt${extension}`,
  );

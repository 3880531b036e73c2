import { createContext } from 'react';
import type { MaskKind } from '@shared/catalogue/field';

/** Told whenever masked data are shown to somebody; where nobody listens nothing is told. */
export const RevealContext = createContext<(kind: MaskKind) => void>(() => undefined);

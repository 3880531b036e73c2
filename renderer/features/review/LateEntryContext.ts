import { createContext } from 'react';
import type { LateEntry } from '@shared/casework/event';

/** What is said about a late entry 补录: nothing, not yet enough, or when it happened and why it was not entered. */
export type Late = LateEntry | 'unfinished' | undefined;

export type LateEntering = { late: Late; change: (late: Late) => void };

/** Given around a step's panel where its step may be entered late; a panel without it (at the receipt) offers no late entry. */
export const LateEntryContext = createContext<LateEntering | undefined>(undefined);

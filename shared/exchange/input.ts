import type { PlainDate } from '../calendar/dates';
import type { CaseState } from '../casework/caseState';
import type { CaseEvent } from '../casework/event';
import type { OfficeLevel, ServiceItem } from '../catalogue/serviceItem';
import type { Assigned } from '../protocol/assigned';

/** An organ that acts on the case. Without its unified credit code 统一社会信用代码 no implementation code can be made. */
export type Organ = { name?: string | undefined; creditCode?: string | undefined; divisionCode: string };

/** One thing that happened, with what the platform assigned; `version` is absent while it waits to be uploaded. */
export type ExchangedEvent = { event: CaseEvent; assigned: Assigned; version?: number | undefined };

/** Everything that an export is made from. Nothing is read from anywhere else. */
export type ExchangeInput = {
  item: ServiceItem;
  state: string;
  facts: CaseState;
  timeline: readonly ExchangedEvent[];
  organs: Record<OfficeLevel, Organ>;
  /** 办件编号, once the platform has given it. */
  caseNumber?: string | undefined;
  /** When the promised limit ends; `provisional` where the calendar does not cover it yet. */
  promisedDue?: { date: PlainDate; provisional: boolean } | undefined;
  /** When the export is made (ISO 8601 with offset), and 32 characters that name it (cd_batch). */
  exportedAt: string;
  batch: string;
};

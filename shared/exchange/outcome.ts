import { shanghaiDate } from '../calendar/dates';
import { closureOf, type ClosureCode } from '../casework/closure';
import { dateText, dayTimeText, dateTimeText } from './formats';
import type { ExchangeInput } from './input';

/** How a case ended: who settled it, when, and what is said of it. */
export type Conclusion = {
  code: ClosureCode;
  handler: string;
  day: string;
  time: string;
  explain: string;
};

/** The conclusion of a case, once it is settled. Its day is that of the decision 决定之日, on which the clock stops. */
export function conclusionOf({ item, facts }: ExchangeInput): Conclusion | undefined {
  const code = closureOf(item, facts);
  const ended = facts.terminated ?? facts.withdrawn ?? facts.notAccepted;
  if (code === undefined) return undefined;
  if (ended)
    return {
      code,
      handler: ended.name,
      day: dateText(shanghaiDate(ended.at)),
      time: dateTimeText(ended.at),
      explain: ended.reason,
    };
  const { decision } = facts;
  if (!decision) return undefined;
  return {
    code,
    handler: decision.name,
    day: dateText(decision.decidedOn),
    time: dayTimeText(decision.decidedOn, decision.at),
    explain: decision.kind === 'granted' ? decision.content : decision.reason,
  };
}

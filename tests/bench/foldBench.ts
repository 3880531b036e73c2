import { workflowOf } from '@shared/casework/machine';
import { clerk, decider, examiner, sampleEvent, samplePayloads } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { interleave, timeMeasurement, type Measurement } from './measurement';

const history = [
  sampleEvent('application.received', clerk),
  sampleEvent('application.accepted', clerk),
  sampleEvent('stage.completed', examiner),
  sampleEvent('stage.completed', examiner, { ...samplePayloads['stage.completed'], stageId: 'notice' }),
  sampleEvent('decision.granted', decider),
  sampleEvent('certificate.issued', decider),
  sampleEvent('result.delivered', clerk),
  sampleEvent('case.closed', clerk),
];

/** What re-checking a whole case costs: the fold through the machine beside reading the same events from JSON. */
export async function measureFold(): Promise<Measurement[]> {
  const workflow = workflowOf(sampleItem);
  const texts = history.map((event) => JSON.stringify(event));
  let seen = 0;
  const times = await interleave(
    50,
    () => {
      for (let turn = 0; turn < 200; turn += 1) seen += workflow.fold(history).context.stages.length;
      return Promise.resolve();
    },
    () => {
      for (let turn = 0; turn < 200; turn += 1)
        seen += texts.map((text) => JSON.parse(text) as unknown).length;
      return Promise.resolve();
    },
  );
  if (seen === 0) throw new Error('nothing was folded');
  return [timeMeasurement('machine: fold 200 cases of 8 events', 'JSON.parse of the same events', times)];
}

import { ferryTool } from '../ferry';
import { runTool } from '../usage';

void runTool(ferryTool);

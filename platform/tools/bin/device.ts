import { deviceTool } from '../device';
import { runTool } from '../usage';

void runTool(deviceTool);

import { clockTool } from '../clock';
import { runTool } from '../usage';

void runTool(clockTool);

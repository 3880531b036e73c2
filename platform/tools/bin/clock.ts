import { clockTool } from '../clock';
import { runTool } from '../usage';

runTool(clockTool);

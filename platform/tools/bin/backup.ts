import { backupTool } from '../backup';
import { runTool } from '../usage';

void runTool(backupTool);

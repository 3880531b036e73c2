import { accountTool } from '../account';
import { runTool } from '../usage';

void runTool(accountTool);

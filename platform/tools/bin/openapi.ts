import { openApiTool } from '../openapi';
import { runTool } from '../usage';

void runTool(openApiTool);

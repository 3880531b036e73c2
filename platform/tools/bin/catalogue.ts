import { catalogueTool } from '../catalogue';
import { runTool } from '../usage';

void runTool(catalogueTool);

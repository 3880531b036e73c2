import { catalogueTool } from '../catalogue';
import { runTool } from '../usage';

runTool(catalogueTool);

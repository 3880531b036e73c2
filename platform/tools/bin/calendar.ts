import { calendarTool } from '../calendar';
import { runTool } from '../usage';

void runTool(calendarTool);

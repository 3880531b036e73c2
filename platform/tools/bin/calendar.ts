import { calendarTool } from '../calendar';
import { runTool } from '../usage';

runTool(calendarTool);

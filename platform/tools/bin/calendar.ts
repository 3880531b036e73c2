import { calendarTool } from '../calendar';
import { publishTool } from '../publishCalendar';
import { runTool } from '../usage';

void runTool(process.argv[2] === 'publish' ? publishTool : calendarTool);

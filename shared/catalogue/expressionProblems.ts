import { parseExpression } from 'feelin';
import { expressionFunctions } from './expression';
import type { Field, SimpleField } from './field';

/** What an expression may name: fields beside it, and of tables their columns. */
export type ExpressionScope = { fields: readonly (Field | SimpleField)[] };

type Node = {
  name: string;
  from: number;
  to: number;
  type: { isError: boolean };
  parent: Node | null;
  firstChild: Node | null;
  nextSibling: Node | null;
};

/** Functions of FEEL that answer otherwise from day to day; every device has to judge a form alike, whenever it does. */
const unsteady = new Set(['now', 'today']);
/** What a date, time or duration, and an element of a filtered or looped list, offers besides columns. */
const properties = new Set(['year', 'month', 'day', 'weekday', 'years', 'months', 'days', 'hours']);
const implied = new Set(['item', 'partial', '?']);

/** Functions of FEEL (OMG DMN 1.5, chapter 10.3.4) by their names; names of several words are written with blanks. */
const builtins = new Set(
  [
    'date,time,date and time,number,string,duration,years and months duration,not,substring,string length,upper case',
    'lower case,substring before,substring after,replace,contains,starts with,ends with,matches,split,string join',
    'list contains,list replace,count,min,max,sum,mean,all,any,sublist,append,concatenate,insert before,remove,reverse',
    'index of,union,distinct values,flatten,product,median,stddev,mode,decimal,floor,ceiling,round up,round down',
    'round half up,round half down,abs,modulo,sqrt,log,exp,odd,even,is,before,after,meets,met by,overlaps,finishes',
    'includes,during,starts,started by,coincides,day of year,day of week,month of year,week of year,sort,get value',
    'get entries,context,if,range,finished by,overlaps before,overlaps after',
  ].flatMap((line) => line.split(',')),
);

/** A name as FEEL takes it: blanks between its words count as one. */
const tidyName = (name: string) => name.trim().replace(/\s+/g, ' ');

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

const inside = (node: Node): Node[] => [node, ...childrenOf(node).flatMap(inside)];

function hasAncestor(node: Node, name: string): boolean {
  for (let at = node.parent; at; at = at.parent) if (at.name === name) return true;
  return false;
}

/** The table that a path's left side plainly is, directly or through a filter of it. */
function tableNamed(node: Node | null, text: (node: Node) => string, { fields }: ExpressionScope) {
  const named = node?.name === 'FilterExpression' ? node.firstChild : node;
  if (named?.name !== 'VariableName') return undefined;
  const field = fields.find((one) => one.id === text(named));
  return field?.type === 'table' ? field : undefined;
}

/**
 * What is wrong with an expression, a sentence each, for the author of the definition: it cannot be read, names what is not
 * there, or asks for the present moment.
 */
export function expressionProblems(expression: string, scope: ExpressionScope): string[] {
  const sample = Object.fromEntries([
    ...scope.fields.map(({ id }) => [id, null]),
    ...expressionFunctions.map((name) => [name, null]),
  ]) as Record<string, unknown>;
  const nodes = inside(parseExpression(expression, sample, undefined).topNode);
  const broken = nodes.find((node) => node.type.isError);
  if (broken)
    return [`the expression cannot be read at character ${broken.from + 1} of "${expression}" (it is FEEL)`];

  const text = (node: Node) => tidyName(expression.slice(node.from, node.to));
  const columns = new Set(
    scope.fields.flatMap((field) => (field.type === 'table' ? field.columns.map(({ id }) => id) : [])),
  );
  const known = new Set<string>([
    ...scope.fields.map(({ id }) => id),
    ...expressionFunctions,
    ...implied,
    ...nodes.filter(({ name }) => name === 'Name' || name === 'ParameterName').map(text),
  ]);
  const problems = nodes.flatMap((node) => {
    const name = text(node);
    if (node.name === 'PathName') {
      const table = tableNamed(node.parent?.firstChild ?? null, text, scope);
      if (table && !table.columns.some(({ id }) => id === name))
        return [`the table "${table.id}" has no column "${name}"`];
      return table || columns.has(name) || properties.has(name) ? [] : [`nothing here has a part "${name}"`];
    }
    if (node.name !== 'VariableName') return [];
    if (unsteady.has(name)) return [`"${name}" is another day by day; write receivedOn`];
    if (known.has(name) || builtins.has(name)) return [];
    if (columns.has(name) && hasAncestor(node, 'FilterExpression')) return [];
    return [`no field "${name}" can be named here`];
  });
  return [...new Set(problems)];
}

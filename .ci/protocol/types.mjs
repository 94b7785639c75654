// Writes what discord-api-types says of all gateway dispatches, as JSON. Usage: node types.mjs FOLDER, where FOLDER has node_modules.
import { createRequire } from 'node:module';
import path from 'node:path';

const folder = path.resolve(process.argv[2]);
const ts = createRequire(path.join(folder, 'x.js'))('typescript');
const entry = path.join(folder, 'node_modules/discord-api-types/gateway/v10.d.ts');
const program = ts.createProgram([entry], { strict: true, noEmit: true, skipLibCheck: true });
const checker = program.getTypeChecker();
const source = program.getSourceFile(entry);
const exported = new Map(checker.getExportsOfModule(checker.getSymbolAtLocation(source)).map((s) => [s.name, s]));
const declared = (name) => checker.getDeclaredTypeOfSymbol(exported.get(name));

const types = []; // the structures, which name each other by their numbers because they can be circles
const known = new Map();

/** The number of a structure. Null and undefined are the business of whoever has such a property. */
function numberOf(type) {
  const whole = checker.getNonNullableType(type);
  if (!known.has(whole)) {
    known.set(whole, types.length);
    types.push({});
    types[known.get(whole)] = structure(whole);
  }
  return known.get(whole);
}

function structure(type) {
  const parts = type.isUnion() ? type.types : [type];
  if (type.flags & ts.TypeFlags.Never) return { kind: 'never' }; // only null
  // An intersection of objects with different literals can have no value, so it also passes for a list.
  const isList = checker.isArrayType(type) || checker.isTupleType(type);
  if (parts.length === 1 && checker.isArrayLikeType(type) && !isList) return { kind: 'never' };
  const is = (flag) => parts.every((part) => part.flags & flag);
  if (is(ts.TypeFlags.EnumLiteral) || is(ts.TypeFlags.Enum)) {
    return enumOf(parts);
  }
  if (is(ts.TypeFlags.BooleanLike)) return { kind: 'boolean', always: parts.length === 1 ? checker.typeToString(parts[0]) : '' };
  if (is(ts.TypeFlags.NumberLike)) return { kind: 'number' };
  if (is(ts.TypeFlags.StringLike | ts.TypeFlags.TemplateLiteral)) return { kind: 'string' };
  if (isList) {
    const elements = checker.getTypeArguments(type);
    return { kind: 'array', of: numberOf(elements[0] ?? checker.getAnyType()) };
  }
  if (!is(ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return { kind: 'any', text: checker.typeToString(type) };
  if (parts.length === 1) {
    const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
    return index ? { kind: 'map', of: numberOf(index.type) } : { kind: 'object', name: checker.typeToString(type), fields: fieldsOf(type) };
  }
  return { kind: 'union', of: parts.map(numberOf) };
}

function enumOf(parts) {
  const symbols = new Set(parts.map((part) => (part.flags & ts.TypeFlags.EnumLiteral && part.symbol.parent) || part.symbol));
  const values = {};
  for (const symbol of symbols) {
    for (const [name, member] of symbol.exports ?? []) {
      const declaration = member.valueDeclaration;
      if (declaration && ts.isEnumMember(declaration)) values[name] = checker.getConstantValue(declaration);
    }
  }
  return { kind: 'enum', name: [...symbols].map((s) => s.name).sort().join('|'), values, literals: parts.map((part) => part.value) };
}

function fieldsOf(type) {
  const fields = {};
  for (const property of checker.getPropertiesOfType(type)) {
    const of = checker.getTypeOfSymbol(property);
    const parts = of.isUnion() ? of.types : [of];
    if (parts.every((part) => part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never))) continue;
    fields[property.name] = {
      optional: Boolean(property.flags & ts.SymbolFlags.Optional),
      nullable: parts.some((part) => part.flags & ts.TypeFlags.Null),
      type: numberOf(of),
    };
  }
  return fields;
}

const dispatches = {};
for (const dispatch of declared('GatewayDispatchPayload').types) {
  const t = checker.getTypeOfSymbol(dispatch.getProperty('t'));
  const d = checker.getTypeOfSymbol(dispatch.getProperty('d'));
  for (const name of t.isUnion() ? t.types : [t]) {
    (dispatches[name.value] ??= []).push(numberOf(d));
  }
}
const enums = {};
for (const name of ['GatewayDispatchEvents', 'GatewayOpcodes', 'GatewayCloseCodes', 'GatewayIntentBits']) {
  enums[name] = numberOf(declared(name));
}
process.stdout.write(JSON.stringify({ dispatches, enums, types }));

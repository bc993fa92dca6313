'use strict';

/**
 * How `null_resource` behaves in the stand-in: the schema, the plan and the apply of
 * hashicorp/null 3.2.4, written anew. Values travel as msgpack; a value not yet known is an
 * extension, which decodes to `ExtData` and encodes back unchanged.
 */
const { randomBytes } = require('node:crypto');
const { decode, encode, ExtData } = require('@msgpack/msgpack');

const UNKNOWN = new ExtData(0, Uint8Array.of(0));

const jsonType = (type) => Buffer.from(JSON.stringify(type));
// Sorted keys, so that equal maps are equal bytes.
const pack = (value) => ({ msgpack: encode(value, { sortKeys: true }) });
const unpack = (dynamicValue) => decode(dynamicValue.msgpack);
const same = (a, b) => Buffer.compare(encode(a ?? null), encode(b ?? null)) === 0;

const schema = {
  version: 0,
  block: {
    attributes: [
      { name: 'id', type: jsonType('string'), computed: true },
      { name: 'triggers', type: jsonType(['map', 'string']), optional: true },
    ],
  },
};

/**
 * Any difference replaces, except one that is only about nulls: an absent map and an empty one, or
 * an absent key and a null one, are updated in place. A map unknown as a whole counts as empty.
 */
function triggersReplace(prior, planned) {
  const before = prior ?? {};
  const after = planned instanceof ExtData ? {} : (planned ?? {});
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].some((key) => !(key in after) || !same(before[key], after[key]));
}

function plan({ priorState, proposedNewState }) {
  const prior = unpack(priorState);
  const proposed = unpack(proposedNewState);
  if (proposed === null) return { plannedState: pack(null) };
  const planned = { ...proposed, id: proposed.id ?? UNKNOWN };
  const replaces = prior !== null && triggersReplace(prior.triggers, planned.triggers);
  return {
    plannedState: pack(planned),
    requiresReplace: replaces ? [{ steps: [{ attributeName: 'triggers' }] }] : [],
  };
}

/** A random integer of 63 bits, the form of the real provider's ids. */
const newId = () => String(randomBytes(8).readBigUInt64BE() >> 1n);

function apply({ plannedState }) {
  const planned = unpack(plannedState);
  if (planned === null) return { newState: pack(null) };
  const id = planned.id instanceof ExtData ? newId() : planned.id;
  return { newState: pack({ ...planned, id }) };
}

function upgrade({ rawState }) {
  const { id = null, triggers = null } = JSON.parse(rawState.json.toString());
  return { upgradedState: pack({ id, triggers }) };
}

module.exports = { schema, plan, apply, upgrade };

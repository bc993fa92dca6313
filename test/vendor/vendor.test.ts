import { definitionOf } from '../../src/vendor/definition';
import { vendorOf } from '../../src/vendor/vendor';
import { vendors } from '../../src/vendors';

test('a vendor loads its definition once, and when it is first asked for', () => {
  let loads = 0;
  const definition = { title: 'Acme Cloud' };
  const acme = vendorOf('acme', {
    definition: () => {
      loads += 1;
      return definition as never;
    },
    protocol: () => 'its protocol' as never,
  });
  expect([acme.name, loads]).toEqual(['acme', 0]);
  expect([acme.definition, acme.definition]).toEqual([definition, definition]);
  expect([loads, acme.protocol()]).toEqual([1, 'its protocol']);
});

test.each(vendors.map(({ name, definition }) => [name, definition] as const))(
  'of %s operations and settings are found by their names, and nothing else is',
  (_name, definition) => {
    const { operations, settings = {} } = definition;
    const all = { ...operations, ...settings };
    expect(Object.keys(all).length).toBeGreaterThan(2);
    for (const [name, one] of Object.entries(all)) expect(definitionOf(definition, name)).toBe(one);
    expect(definitionOf(definition, 'toString')).toBeUndefined();
    expect(definitionOf(definition, 'constructor')).toBeUndefined();
    const { settings: _none, ...bare } = definition;
    expect(definitionOf(bare, Object.keys(settings)[0] ?? '')).toBeUndefined();
  },
);

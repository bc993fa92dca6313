import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { App, TerraformElement, TerraformStack } from 'cdktf';
import { Construct, type Node } from 'constructs';
import { PasswordSink } from '../../src';
import { refusalOf, synthesised } from '../support/app';
import { restoredCluster } from '../support/zilliz';

type Json = Record<string, Record<string, Record<string, object>>>;

const STEPS = ['submit', 'submitted', 'hold', 'wait', 'restored', 'removal'];

function json(build: (stack: TerraformStack) => void) {
  const text = readFileSync(join(synthesised(build), 'cdk.tf.json'), 'utf8');
  return JSON.parse(text) as {
    readonly resource: { readonly null_resource: Record<string, Json> };
    readonly moved?: readonly { readonly from: string; readonly to: string }[];
  };
}

const named = (stack: { resource: { null_resource: object } }) =>
  Object.keys(stack.resource.null_resource)
    .map((name) => `null_resource.${name}`)
    .sort();

const grouped = (stack: TerraformStack, formerPath?: string) =>
  restoredCluster(new Construct(stack, 'group'), formerPath === undefined ? {} : { formerPath });

test('all steps move from the addresses that the construct had', () => {
  const before = json((stack) => void restoredCluster(stack));
  const { moved = [], ...after } = json((stack) => void grouped(stack, 'stack/articles'));
  expect(moved.map(({ from }) => from).sort()).toEqual(named(before));
  expect(moved.map(({ to }) => to).sort()).toEqual(named(after));
  for (const { from, to } of moved) {
    expect(to.replace('group_', '').split('_').slice(0, 3)).toEqual(from.split('_').slice(0, 3));
  }
});

test('the journals stay where they were', () => {
  const key = (build: (stack: TerraformStack) => void) =>
    /\\"key\\":\\"([^\\]*)/.exec(JSON.stringify(json(build)))?.[1];
  expect(key((stack) => void grouped(stack, 'stack/articles'))).toBe('articles');
  expect(key((stack) => void grouped(stack))).toMatch(/^group_articles_/);
});

test('a step whose logical id is overridden afterwards moves to that', () => {
  const { moved = [] } = json((stack) => {
    const step = grouped(stack, 'stack/articles').node.findChild('wait') as NullResource;
    step.overrideLogicalId('waits');
  });
  expect(moved.map(({ to }) => to)).toContain('null_resource.waits');
});

test('a restore may go below a construct of its former path, or above one', () => {
  const moves = (build: (stack: TerraformStack) => void) => json(build).moved?.length;
  const below = (stack: TerraformStack) =>
    void restoredCluster(new Construct(stack, 'articles'), { formerPath: 'stack/articles' });
  const above = (stack: TerraformStack) =>
    void restoredCluster(stack, { formerPath: 'stack/articles/old/articles' });
  expect([moves(below), moves(above)]).toEqual([6, 6]);
});

/** A stack that names what is in it after the ids alone. */
class ShortNames extends TerraformStack {
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    return node.scopes
      .slice(2)
      .map(({ node: { id } }) => id)
      .join('-');
  }
}

test('a stack that allocates logical ids of its own is asked for the former ones too', () => {
  const stack = new ShortNames(new App(), 'stack');
  grouped(stack, 'stack/articles');
  const { moved } = stack.toTerraform() as { moved: unknown };
  expect(moved).toEqual(
    STEPS.map((step) => ({
      from: `null_resource.articles-${step}`,
      to: `null_resource.group-articles-${step}`,
    })),
  );
});

const FIX = 'Copy it from the review, for example "stack/articles"';

test.each<[string, unknown, string]>([
  ['a number', 5, `must be a string, got 5. ${FIX}`],
  [
    'a path of another stack',
    'other/articles',
    `must be a path in the stack "stack": moved blocks do not lead to another state, got "other/articles". ${FIX}`,
  ],
  [
    'a path with an empty part',
    'stack//a',
    `must be a path in the stack "stack": moved blocks do not lead to another state, got "stack//a". ${FIX}`,
  ],
  [
    'the present path',
    'stack/group/articles',
    'must differ from the present path, got "stack/group/articles". Leave the prop out',
  ],
])('%s is refused', (_title, formerPath, problem) => {
  const lines = refusalOf((stack) => void grouped(stack, formerPath as string));
  expect(lines).toEqual([`[stack/group/articles] formerPath: ${problem}. [ZILLIZ_PROPS]`]);
});

test.each<[string, (stack: TerraformStack) => void, string]>([
  [
    'a construct that is still there',
    (stack) => {
      grouped(stack, 'stack/articles');
      restoredCluster(stack, { clusterName: 'other', passwordSink: PasswordSink.discard() });
    },
    'must name a construct that is no longer in the app, got "stack/articles". Remove one of the two. [FORMER_PATH]',
  ],
  [
    'a construct that is still there, and stands before it',
    (stack) => {
      restoredCluster(stack, { clusterName: 'other', passwordSink: PasswordSink.discard() });
      grouped(stack, 'stack/articles');
    },
    'must name a construct that is no longer in the app, got "stack/articles". Remove one of the two. [FORMER_PATH]',
  ],
  [
    'the former path of another restore',
    (stack) => {
      grouped(stack, 'stack/old');
      restoredCluster(stack, { clusterName: 'other', formerPath: 'stack/old' });
    },
    'must not be the former path of stack/group/articles too, got "stack/old". Only one restore can take over. [FORMER_PATH]',
  ],
  [
    'a step with a move of its own',
    (stack) => {
      const restore = grouped(stack, 'stack/articles');
      for (const step of STEPS) {
        (restore.node.findChild(step) as NullResource).moveFromId(`null_resource.${step}`);
      }
    },
    'moves every step, but "submit" has its own move, got "stack/articles". Remove one of the two. [FORMER_PATH]',
  ],
])('formerPath is refused next to %s', (_title, build, line) => {
  const lines = refusalOf(build).filter((one) => one.includes('[FORMER_PATH]'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`formerPath: ${line}`);
});

test('two restores may come from two other paths', () => {
  const { moved = [] } = json((stack) => {
    grouped(stack, 'stack/old');
    restoredCluster(stack, {
      clusterName: 'other',
      formerPath: 'stack/older',
      passwordSink: PasswordSink.discard(),
    });
  });
  expect(moved).toHaveLength(12);
});

const FORMER = 'Use the prop formerPath, which moves every step from where the construct was';

test.each<[string, (step: (name: string) => NullResource) => void, string[]]>([
  [
    'all steps moved by moveFromId',
    (step) => STEPS.forEach((name) => void step(name).moveFromId(`null_resource.${name}`)),
    [],
  ],
  [
    'one step alone moved by moveFromId',
    (step) => step('submit').moveFromId('null_resource.old'),
    [
      `moveFromId moves some of its steps and not "submitted", "hold", "wait", "restored", so it would be restored again. ${FORMER}. [STEP_ALTERED]`,
    ],
  ],
  [
    'a step that is moved away',
    (step) => {
      step('hold').addMoveTarget('elsewhere');
      step('wait').moveTo('elsewhere');
    },
    [`its step "wait" is moved away (moveTo). ${FORMER}. [STEP_ALTERED]`],
  ],
  [
    'a step that is imported',
    (step) => step('submit').importFrom('1'),
    [`its step "submit" is imported (importFrom). ${FORMER}. [STEP_ALTERED]`],
  ],
])('%s: honoured, or refused with a line', (_title, edit, lines) => {
  const found = refusalOf((stack) => {
    const restore = restoredCluster(stack);
    edit((name) => restore.node.findChild(name) as NullResource);
  });
  expect(found).toEqual(lines.map((line) => `[stack/articles] ${line}`));
});

describe('logical ids that a stack allocates', () => {
  class Same extends TerraformStack {
    protected override allocateLogicalId(element: TerraformElement | Node): string {
      const node = TerraformElement.isTerraformElement(element) ? element.node : element;
      return node.path.endsWith('articles') ? this.name : node.path.replaceAll('/', '_');
    }
    name = 'same';
  }

  test.each([
    [
      'one for two restores',
      'same',
      '[stack/articles] allocateLogicalId of the stack gives the restore the id "same", as it does stack/group/articles. Give each its own. [LOGICAL_ID]',
    ],
    [
      'one that is no name of a folder',
      'ä',
      '[stack/group/articles] allocateLogicalId of the stack gives the restore the id "ä", which is also the name of a folder. Use letters, digits, - and _. [LOGICAL_ID]',
    ],
  ])('%s is refused', (_title, name, line) => {
    const stack = new Same(new App(), 'stack');
    stack.name = name;
    const restores = [grouped(stack), restoredCluster(stack, { clusterName: 'other' })];
    const lines = restores.flatMap(({ node }) =>
      node.validate().map((one) => `[${node.path}] ${one}`),
    );
    expect(lines).toContain(line);
  });
});

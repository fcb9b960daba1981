// What Parklane asks a JavaScript guest: to call a handler, what it has left, and what values are.
// Everything it uses is taken before the guest's own scripts can change it.
(function (report) {
  'use strict';
  const {apply, getPrototypeOf, ownKeys} = Reflect;
  const {keys, getOwnPropertyDescriptor} = Object;
  const {prototype: objects} = Object;
  const {then} = Promise.prototype;
  const {resolve} = Promise;
  const Promises = Promise;
  const Types = TypeError;

  // The turn in which a piece of code was called: what it leaves to do later runs in it, too.
  const turn = new AsyncContext.Variable();
  const run = AsyncContext.Variable.prototype.run;
  const turnNow = AsyncContext.Variable.prototype.get;

  let left = []; // of the calls of this turn: [name, what became of it, with what]

  Graal.setUnhandledPromiseRejectionHandler((reason) => {
    left.push(['', 'rejected', reason]);
    report();
  });
  const {setUnhandledPromiseRejectionHandler, ...graal} = Object.getOwnPropertyDescriptors(Graal);
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, 'Graal');
  descriptor.value = Object.defineProperties({}, graal); // no script takes that handler away
  Object.defineProperty(globalThis, 'Graal', descriptor);
  // Its callbacks come whenever memory is collected, in whoever's turn that is.
  delete globalThis.FinalizationRegistry;

  // --- what JavaScript itself brings -----------------------------------------------------------

  const kinds = new Map(); // prototypes to names
  const kindOf = Map.prototype.get;
  const namespaces = new Set([globalThis]);
  const isNamespace = Set.prototype.has;
  for (const holder of [globalThis, Intl]) {
    for (const name of Object.getOwnPropertyNames(holder)) {
      const there = name === 'arguments' ? null : holder[name];
      if (typeof there === 'function' && there.prototype && there !== Object) {
        kinds.set(there.prototype, name);
      } else if (typeof there === 'object' && there !== null) {
        namespaces.add(there);
      }
    }
  }
  const generator = getPrototypeOf(function* () {}).prototype;
  const asyncGenerator = getPrototypeOf(async function* () {}).prototype;
  const iterators = Iterator.prototype;
  const asyncIterators = getPrototypeOf(asyncGenerator);
  kinds.set(generator, 'generator');
  kinds.set(asyncGenerator, 'async generator');
  kinds.set(iterators, 'iterator');
  kinds.set(asyncIterators, 'async iterator');

  function kind(value) {
    for (let p = getPrototypeOf(value); p !== null && p !== objects; p = getPrototypeOf(p)) {
      const name = apply(kindOf, kinds, [p]);
      if (name !== undefined) {
        return name;
      }
    }
    return apply(isNamespace, namespaces, [value]) ? 'namespace' : '';
  }

  // --- handlers --------------------------------------------------------------------------------

  const DESCRIPTIONS = {
    __proto__: null,
    generator: 'a generator',
    'async generator': 'an async generator',
    iterator: 'an iterator',
    'async iterator': 'an async iterator',
  };

  function description(result) {
    return typeof result === 'object' && result !== null ? DESCRIPTIONS[kind(result)] : undefined;
  }

  function follow(name, promise) {
    const entry = [name, 'pending', undefined];
    left.push(entry);
    report();
    apply(then, promise, [
      (value) => {
        entry[1] = description(value) === undefined ? 'done' : 'described';
        entry[2] = description(value);
      },
      (reason) => {
        entry[1] = 'rejected';
        entry[2] = reason;
      },
    ]);
  }

  function handle(handler, event, name, number, isStep) {
    const result = apply(run, turn, isStep ? [number, handler] : [number, handler, event]);
    if (typeof result !== 'object' || result === null) {
      return undefined; // what a handler returns is dropped
    }
    const described = description(result);
    if (described === undefined && typeof result.then === 'function') {
      follow(name, apply(resolve, Promises, [result]));
    }
    return described;
  }

  const identities = new WeakMap(); // of functions that were given to Java
  const {get: identityOf, set: identify} = WeakMap.prototype;
  let identified = 0;

  function identity(handler) {
    const known = apply(identityOf, identities, [handler]);
    if (known !== undefined) {
      return known;
    }
    try {
      apply(identify, identities, [handler, ++identified]);
      return identified;
    } catch (e) { // what is of another guest cannot be a key
      return 0;
    }
  }

  function takeLeft() {
    const taken = left;
    left = [];
    return taken;
  }

  // --- values ----------------------------------------------------------------------------------

  function no(why) {
    return ['no', why];
  }

  function members(value) {
    for (const key of ownKeys(value)) {
      if (typeof key === 'symbol' && getOwnPropertyDescriptor(value, key).enumerable) {
        return no('it has a member by the symbol ' + key.description + ', which has no name in Java');
      }
    }
    const entries = [];
    for (const key of keys(value)) {
      entries.push([key, value[key]]);
    }
    return ['members', entries];
  }

  function plain(value) {
    if (typeof value === 'symbol') {
      return no('a symbol means something in its guest only; give a text');
    }
    const name = kind(value);
    switch (name) {
      case '':
        return typeof value[Symbol.iterator] === 'function' ? ['list'] : members(value);
      case 'Set':
        return ['set'];
      case 'ArrayBuffer':
      case 'SharedArrayBuffer':
        return ['bytes'];
      case 'Boolean':
        return ['boolean', value.valueOf()];
      case 'Date':
        return no('it is no time; give one that is');
      case 'Promise':
        return no('a promise cannot leave its guest; await it, and give what comes of it');
      case 'generator':
      case 'iterator':
        return no('an iterator is used up by who reads it; give an array, as in [...it]');
      default:
        return getPrototypeOf(Int8Array).prototype.isPrototypeOf(value)
          ? ['list']
          : no('there is nothing in Java for a JavaScript ' + name + '; give what is in it');
    }
  }

  function readOnly(what) {
    throw new Types(what);
  }

  return {handle, identity, takeLeft, plain, readOnly, turn: () => apply(turnNow, turn, [])};
})

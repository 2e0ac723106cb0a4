import { type Doc, isDoc } from '../../../bson/values';
import { badValue } from '../../../errors';
import { refuseBeyondMemory } from '../../sorter';
import { type Prepare, type Rows, roughSize, type Stream } from './rows';

/** What is handed to one of the pipelines of a `$facet`, document by document. */
class Inlet implements Iterable<Doc | null> {
  private waiting: Doc | null = null;
  private ended = false;

  get isEmpty(): boolean {
    return this.waiting === null;
  }

  put(doc: Doc): void {
    this.waiting = doc;
  }

  end(): void {
    this.ended = true;
  }

  *[Symbol.iterator](): Generator<Doc | null> {
    for (;;) {
      const doc = this.waiting;
      this.waiting = null;
      if (doc) yield doc;
      else if (this.ended) return;
      else yield null;
    }
  }
}

class Branch {
  readonly found: Doc[] = [];
  size = 0;
  private readonly inlet = new Inlet();
  private readonly steps: Iterator<Doc | null>;
  private done = false;

  constructor(
    readonly name: string,
    stream: Stream,
  ) {
    this.steps = stream(this.inlet)[Symbol.iterator]();
  }

  private step(): void {
    const { done, value } = this.steps.next();
    this.done = done === true;
    if (done || !value) return;
    this.found.push(value);
    this.size += roughSize(value);
  }

  /** Lets the pipeline take a document in. */
  take(doc: Doc): void {
    this.inlet.put(doc);
    while (!this.done && !this.inlet.isEmpty) this.step();
  }

  /** Lets it finish, null between its steps. */
  *finish(): Generator<null> {
    this.inlet.end();
    while (!this.done) {
      this.step();
      yield null;
    }
  }
}

/** Several pipelines over the same documents, read once. */
export const facet: Prepare = (argument, { nested, allowDiskUse }) => {
  if (!isDoc(argument) || !Object.keys(argument).length) {
    throw badValue('the $facet specification must be a non-empty object');
  }
  const streams = Object.entries(argument).map(([name, pipeline]) => [name, nested(pipeline)] as const);
  return function* (rows: Rows) {
    const branches = streams.map(([name, stream]) => new Branch(name, stream));
    const refuseTooMuch = (): void => {
      const size = branches.reduce((sum, branch) => sum + branch.size, 0);
      refuseBeyondMemory(size, '$facet', allowDiskUse);
    };
    for (const doc of rows) {
      if (doc) for (const branch of branches) branch.take(doc);
      refuseTooMuch();
      yield null;
    }
    for (const branch of branches) {
      yield* branch.finish();
      refuseTooMuch();
    }
    yield Object.fromEntries(branches.map(({ name, found }) => [name, found]));
  };
};

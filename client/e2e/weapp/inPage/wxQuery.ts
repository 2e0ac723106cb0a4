import type { PageStack } from './stack';

type Look = (content: Element) => unknown;
type Done = (result: unknown) => void;

/** `wx.createSelectorQuery`, over the page that is seen. */
export function queryFunctions(stack: PageStack): Record<string, unknown> {
  return { createSelectorQuery: () => new SelectorQuery(stack) };
}

class SelectorQuery {
  private readonly looks: { look: Look; done: Done | undefined }[] = [];

  constructor(private readonly stack: PageStack) {}

  in(): this {
    return this;
  }

  select(selector: string): NodesRef {
    return this.nodes((content, look) => {
      const element = content.querySelector(selector);
      return element && look(element);
    });
  }

  selectAll(selector: string): NodesRef {
    return this.nodes((content, look) => [...content.querySelectorAll(selector)].map(look));
  }

  selectViewport(): NodesRef {
    return this.nodes((content, look) => look(content));
  }

  exec(done?: (results: unknown[]) => void): void {
    setTimeout(() => {
      const content = this.stack.top()?.content;
      const results = this.looks.map(({ look, done: told }) => {
        const result = content ? look(content) : null;
        told?.(result);
        return result;
      });
      done?.(results);
    }, 0);
  }

  private nodes(found: (content: Element, look: Look) => unknown): NodesRef {
    return new NodesRef(this, (look, done) => {
      this.looks.push({ look: (content) => found(content, look), done });
    });
  }
}

class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly add: (look: Look, done: Done | undefined) => void,
  ) {}

  boundingClientRect(done?: Done): SelectorQuery {
    this.add(rect, done);
    return this.query;
  }

  scrollOffset(done?: Done): SelectorQuery {
    this.add(({ scrollTop, scrollLeft }) => ({ scrollTop, scrollLeft }), done);
    return this.query;
  }

  fields(_wanted: object, done?: Done): SelectorQuery {
    this.add((element) => ({ ...rect(element), scrollTop: element.scrollTop, scrollLeft: element.scrollLeft }), done);
    return this.query;
  }
}

function rect(element: Element): Record<string, unknown> {
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  return { id: element.id, left, right, top, bottom, width, height };
}

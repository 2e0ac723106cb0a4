import { categories } from '@jierong/shared/endpoints/categories';
import { type Route, route } from '../../http/call';
import { groups, searchCategories } from './catalogue';

export const categoriesRoutes: Route[] = [
  route(categories.groups, async () => ({ groups: groups() })),
  route(categories.search, async ({ input }) => ({ matches: searchCategories(input.text) })),
];

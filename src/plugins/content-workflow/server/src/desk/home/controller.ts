import type { GetHome } from '../../../../contracts/home';
import type { Actor } from '../../../../core/workflow/context';
import type { HttpContext } from '../../http/problem';
import type { Home } from './home';

export interface HomeControllers {
  readonly home: Home;
  actor(): Promise<Actor>;
}

export const createHomeControllers = (deps: () => HomeControllers) => ({
  home: {
    async show(ctx: HttpContext): Promise<void> {
      ctx.body = { data: await deps().home.of(await deps().actor()) } satisfies GetHome.Response;
    },
  },
});

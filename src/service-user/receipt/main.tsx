import { start } from '../start.tsx';
import { Opening } from '../say/opening.tsx';

await start(() => <Opening />);

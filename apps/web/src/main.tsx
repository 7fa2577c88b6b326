import { mount } from './mount.tsx';

mount(<h1>Qred card</h1>);

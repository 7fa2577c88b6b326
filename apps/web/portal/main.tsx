import { mount } from '../src/mount.tsx';

mount(<h1>Developer portal</h1>);

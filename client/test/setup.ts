import '@testing-library/jest-dom';
import { resetTaro } from './fakes/taro';

beforeEach(resetTaro);

import './zodWithoutEval';
import { createStoreApi } from './createStoreApi';
import { exposeStore } from './exposeStore';

exposeStore(createStoreApi());

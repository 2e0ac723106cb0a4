process.env.TARO_ENV = 'h5';
Object.assign(globalThis, { API_BASE: '' });

import nock from "nock";

// Nothing in a test may leave this machine. What a test scripts itself, nock answers.
nock.disableNetConnect();
nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/);

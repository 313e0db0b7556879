exports.handler = () => 2;

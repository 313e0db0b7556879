exports.x = 2;

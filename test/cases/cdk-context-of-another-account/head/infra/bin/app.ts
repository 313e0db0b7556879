import { App, Stack } from "aws-cdk-lib";
import { Vpc } from "aws-cdk-lib/aws-ec2";

const stack = new Stack(new App(), "Orders", { env: { account: "111122223333", region: "eu-west-1" } });
Vpc.fromLookup(stack, "Network", { vpcName: "main" });
// second

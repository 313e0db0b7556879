import { Stack, type App } from "aws-cdk-lib";
import { Table } from "aws-cdk-lib/aws-dynamodb";

const STAGE = "prod";

export class Orders extends Stack {
  constructor(app: App) {
    super(app, "Orders");
    Table.fromTableName(this, "Orders", `orders-${STAGE}`);
  }
}

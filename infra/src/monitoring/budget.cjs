// Runs in AWS Lambda, whose Node runtime includes the AWS SDK.
const {
  CostExplorerClient,
  GetCostAndUsageCommand,
  GetCostForecastCommand,
} = require('@aws-sdk/client-cost-explorer');

const REGION = 'us-east-1';
const WARN_AT = 0.8;

/**
 * Throws an Error if the costs of this month reach 80 % of BUDGET_USD. Also throws an Error if the sum of the costs and
 * the forecast exceeds BUDGET_USD.
 */
exports.handler = async () => {
  const budget = Number(process.env.BUDGET_USD);
  const client = new CostExplorerClient({ region: REGION });
  const now = new Date();
  const today = dateOf(now);
  const tomorrow = dateOf(new Date(now.getTime() + 24 * 3_600_000));
  const monthStart = `${today.slice(0, 8)}01`;
  const nextMonth = dateOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)));
  const spent = await readSpent(client, { Start: monthStart, End: tomorrow });
  const forecast = spent + (await readForecast(client, { Start: today, End: nextMonth }));
  const figures = `${spent.toFixed(0)} USD spent this month, ${forecast.toFixed(0)} forecast, ${budget} planned`;
  if (spent >= WARN_AT * budget || forecast > budget) throw new Error(figures);
  console.log(figures);
};

async function readSpent(client, TimePeriod) {
  const Metrics = ['UnblendedCost'];
  const { ResultsByTime = [] } = await client.send(
    new GetCostAndUsageCommand({ TimePeriod, Granularity: 'MONTHLY', Metrics }),
  );
  return ResultsByTime.reduce((sum, { Total }) => sum + Number(Total?.UnblendedCost?.Amount ?? 0), 0);
}

/**
 * Returns the forecast for the remaining days of the month. A new account has no forecast yet, so the result is 0.
 */
async function readForecast(client, TimePeriod) {
  try {
    const { Total } = await client.send(
      new GetCostForecastCommand({ TimePeriod, Granularity: 'MONTHLY', Metric: 'UNBLENDED_COST' }),
    );
    return Number(Total?.Amount ?? 0);
  } catch (error) {
    if (error.name === 'DataUnavailableException') return 0;
    throw error;
  }
}

function dateOf(time) {
  return time.toISOString().slice(0, 10);
}

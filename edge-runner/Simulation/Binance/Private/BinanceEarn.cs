using System.Globalization;
using System.Text.Json;
using Arbit.Accounts;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Binance.Private;

/// <summary>
/// Binance's Simple Earn (document "Simple Earn"): flexible products by product, locked ones by project and position. There is no
/// id of ours on these paths: whoever is in doubt compares positions.
/// </summary>
internal sealed class BinanceEarn(Func<SimulatedFunding?> funding)
{
    private const string Flexible = "/sapi/v1/simple-earn/flexible/";
    private const string Locked = "/sapi/v1/simple-earn/locked/";
    private static readonly Venue Here = new(VenueNames.Binance);

    // Simulated: Simple Earn's own codes are not documented.
    private static readonly BinanceError NoProduct = new(400, -6001, "Daily product not exists.");
    private static readonly BinanceError NoPosition = new(400, -6011, "The position does not exist or cannot be redeemed.");
    private static readonly BinanceError Amounts = new(400, -6005, "Less than minimum purchase limit.");
    private static readonly BinanceError Balance = new(400, -6018, "Insufficient balance.");

    private SimulatedFunding Funding => funding()!;

    public BinanceFunding.Answer? Find(RestRequest request, out KeyRights needed)
    {
        needed = request.Method == "POST" ? KeyRights.Earn : KeyRights.None;
        return (request.Method, request.Path) switch
        {
            ("GET", Flexible + "list") => (parameters, _, _) => Rows(Products(parameters, isFlexible: true), FlexibleProduct),
            ("GET", Locked + "list") => (parameters, _, _) => Rows(Products(parameters, isFlexible: false), LockedProduct),
            ("POST", Flexible + "subscribe") => (parameters, _, _) => Subscribe(parameters, "productId", isFlexible: true),
            ("POST", Locked + "subscribe") => (parameters, _, _) => Subscribe(parameters, "projectId", isFlexible: false),
            ("POST", Flexible + "redeem") => (parameters, _, _) => RedeemFlexible(parameters),
            ("POST", Locked + "redeem") => (parameters, _, _) => RedeemLocked(parameters),
            ("GET", Flexible + "position") => (parameters, _, _) => Rows(Positions(parameters, isFlexible: true).GroupBy(stake => stake.Product, StringComparer.Ordinal), FlexiblePosition),
            ("GET", Locked + "position") => (parameters, _, _) => Rows(Positions(parameters, isFlexible: false), LockedPosition),
            _ => null,
        };
    }

    private static RestReply Rows<T>(IEnumerable<T> rows, Action<Utf8JsonWriter, T> write)
    {
        List<T> all = rows.ToList();
        return BinancePrivate.Done(json =>
        {
            json.WriteStartArray("rows");
            foreach (T row in all)
            {
                json.WriteStartObject();
                write(json, row);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("total", all.Count);
        });
    }

    private static string Share(StakingProduct product) => JsonBody.Text(new Exact(product.Apr.RateUnits, 8), 8);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(long nanoseconds) => Text(BinanceBodies.Milliseconds(nanoseconds));

    private static string Number(Amount amount) => BinanceBodies.Number(amount.Value);

    private static void FlexibleProduct(Utf8JsonWriter json, StakingProduct product)
    {
        json.WriteString("asset", product.Asset.Code);
        json.WriteString("latestAnnualPercentageRate", Share(product));
        json.WriteStartObject("tierAnnualPercentageRate");
        json.WriteEndObject();
        json.WriteString("airDropPercentageRate", "0.00000000");
        json.WriteBoolean("canPurchase", true);
        json.WriteBoolean("canRedeem", true);
        json.WriteBoolean("isSoldOut", false);
        json.WriteBoolean("hot", false);
        json.WriteString("minPurchaseAmount", Number(product.Minimum));
        json.WriteString("productId", product.Id);
        json.WriteString("subscriptionStartTime", "1646182276000");
        json.WriteString("status", "PURCHASING");
    }

    private static void LockedProduct(Utf8JsonWriter json, StakingProduct product)
    {
        json.WriteString("projectId", product.Id);
        json.WriteStartObject("detail");
        json.WriteString("asset", product.Asset.Code);
        json.WriteString("rewardAsset", product.Asset.Code);
        json.WriteNumber("duration", product.LockDays);
        json.WriteBoolean("renewable", false);
        json.WriteBoolean("isSoldOut", false);
        json.WriteString("apr", Share(product));
        json.WriteString("status", "PURCHASING");
        json.WriteString("subscriptionStartTime", "1646182276000");
        json.WriteEndObject();
        json.WriteStartObject("quota");
        json.WriteString("totalPersonalQuota", "1000000");
        json.WriteString("minimum", product.Minimum.ToString());
        json.WriteEndObject();
    }

    private void FlexiblePosition(Utf8JsonWriter json, IGrouping<string, Stake> position)
    {
        StakingProduct product = ProductOf(position.Key)!;
        Amount yielded = Sum(position, stake => stake.Yielded);
        json.WriteString("totalAmount", Number(Sum(position, stake => stake.Amount + stake.Yielded)));
        json.WriteStartObject("tierAnnualPercentageRate");
        json.WriteEndObject();
        json.WriteString("latestAnnualPercentageRate", Share(product));
        json.WriteString("asset", product.Asset.Code);
        json.WriteBoolean("canRedeem", true);
        json.WriteString("collateralAmount", "0");
        json.WriteString("productId", product.Id);
        json.WriteString("yesterdayRealTimeRewards", "0");
        json.WriteString("cumulativeBonusRewards", "0");
        json.WriteString("cumulativeRealTimeRewards", Number(yielded));
        json.WriteString("cumulativeTotalRewards", Number(yielded));
        json.WriteBoolean("autoSubscribe", false);
    }

    private void LockedPosition(Utf8JsonWriter json, Stake stake)
    {
        StakingProduct product = ProductOf(stake.Product)!;
        json.WriteNumber("positionId", stake.Number);
        json.WriteNumber("parentPositionId", stake.Number);
        json.WriteString("projectId", product.Id);
        json.WriteString("asset", product.Asset.Code);
        json.WriteString("amount", Number(stake.Amount));
        json.WriteString("purchaseTime", Milliseconds(stake.StakedAt));
        json.WriteString("duration", Text(product.LockDays));
        json.WriteString("accrualDays", Text(stake.DaysPaid));
        json.WriteString("rewardAsset", product.Asset.Code);
        json.WriteString("APY", Share(product));
        json.WriteString("rewardAmt", Number(stake.Yielded));
        json.WriteString("nextPay", "0");
        json.WriteString("nextPayDate", "0");
        json.WriteString("payPeriod", "1");
        json.WriteString("redeemAmountEarly", "0");
        json.WriteString("rewardsEndDate", Milliseconds(stake.LockedUntil));
        json.WriteString("deliverDate", Milliseconds(Math.Max(stake.LockedUntil, stake.ReleasesAt)));
        json.WriteString("redeemPeriod", "0");
        json.WriteString("redeemingAmt", stake.State == StakeState.Releasing ? Number(stake.Amount + stake.Yielded) : "0");
        json.WriteString("redeemTo", "SPOT");
        json.WriteBoolean("canRedeemEarly", true);
        json.WriteBoolean("canFastRedemption", false);
        json.WriteBoolean("autoSubscribe", false);
        json.WriteString("type", "NORMAL");
        json.WriteString("status", stake.State == StakeState.Releasing ? "REDEEMING" : "HOLDING");
        json.WriteBoolean("canReStake", false);
    }

    private static Amount Sum(IEnumerable<Stake> stakes, Func<Stake, Amount> of) => stakes.Aggregate(Amount.Zero, (sum, stake) => sum + of(stake));

    private StakingProduct? ProductOf(string id) => Funding.TermsOf(Here).Products.FirstOrDefault(product => product.Id == id);

    private IEnumerable<StakingProduct> Products(Dictionary<string, string> parameters, bool isFlexible)
        => Funding.TermsOf(Here).Products.Where(product => product.LockDays == 0 == isFlexible && product.Asset.Code == parameters.GetValueOrDefault("asset", product.Asset.Code));

    private IEnumerable<Stake> Positions(Dictionary<string, string> parameters, bool isFlexible) => Funding.StakesOf(Here)
        .Where(stake => stake.State != StakeState.Released && ProductOf(stake.Product)!.LockDays == 0 == isFlexible
            && stake.Asset.Code == parameters.GetValueOrDefault("asset", stake.Asset.Code));

    private RestReply Subscribe(Dictionary<string, string> parameters, string name, bool isFlexible)
    {
        if (!parameters.TryGetValue(name, out string? id)) return BinancePrivate.Refused(BinanceError.Missing(name));
        if (!Exact.TryParse(parameters.GetValueOrDefault("amount", ""), out Exact amount)) return BinancePrivate.Refused(BinanceError.Missing("amount"));
        if (ProductOf(id) is not { } product || product.LockDays == 0 != isFlexible) return BinancePrivate.Refused(NoProduct);
        StakeAnswer answer = Funding.Stake(Here, "", id, Amount.From(amount, Rounding.Floor));
        if (answer.IsLost) return RestReply.Lost;
        if (answer.Refusal != StakeRefusal.None) return BinancePrivate.Refused(answer.Refusal == StakeRefusal.InsufficientFunds ? Balance : Amounts);
        return BinancePrivate.Done(json =>
        {
            json.WriteNumber("purchaseId", answer.Stake!.Number);
            if (!isFlexible) json.WriteString("positionId", Text(answer.Stake.Number));
            json.WriteBoolean("success", true);
        });
    }

    /// <summary>All of a product, or an amount of it, the oldest first.</summary>
    private RestReply RedeemFlexible(Dictionary<string, string> parameters)
    {
        List<Stake> staked = Positions([], isFlexible: true).Where(stake => stake.Product == parameters.GetValueOrDefault("productId", "")).Reverse().ToList();
        bool isAll = parameters.GetValueOrDefault("redeemAll", "").Equals("true", StringComparison.OrdinalIgnoreCase);
        Exact asked = Exact.Zero;
        if (!isAll && (!Exact.TryParse(parameters.GetValueOrDefault("amount", ""), out asked) || asked.Sign <= 0)) return BinancePrivate.Refused(BinanceError.Missing("amount"));
        Amount left = isAll ? Sum(staked, stake => stake.Amount) : Amount.From(asked, Rounding.Floor);
        if (staked.Count == 0 || left > Sum(staked, stake => stake.Amount)) return BinancePrivate.Refused(NoPosition);
        long redeemed = staked[0].Number;
        foreach (Stake stake in staked)
        {
            if (left.Sign <= 0) break;
            Amount part = Amount.Min(left, stake.Amount);
            if (Funding.Unstake(Here, stake.Number, part).IsLost) return RestReply.Lost;
            left -= part;
        }

        return Redeemed(redeemed);
    }

    private RestReply RedeemLocked(Dictionary<string, string> parameters)
    {
        long number = BinancePrivate.NumberOf(parameters, "positionId", -1);
        if (Positions([], isFlexible: false).All(stake => stake.Number != number)) return BinancePrivate.Refused(NoPosition);
        StakeAnswer answer = Funding.Unstake(Here, number);
        if (answer.IsLost) return RestReply.Lost;
        return answer.Refusal == StakeRefusal.None ? Redeemed(number) : BinancePrivate.Refused(NoPosition);
    }

    private static RestReply Redeemed(long number) => BinancePrivate.Done(json =>
    {
        json.WriteNumber("redeemId", number);
        json.WriteBoolean("success", true);
    });
}

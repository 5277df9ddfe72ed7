using System.Globalization;
using System.Text.Json;
using Arbit.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kraken.Private;

/// <summary>
/// Kraken's Earn (document "Earn"): strategies that money is allocated to and taken back from by strategy, not by stake. An
/// allocation is done at once here, so its status is never pending.
/// </summary>
internal sealed class KrakenEarn(Func<SimulatedFunding?> funding)
{
    private static readonly Venue Here = new(VenueNames.Kraken);

    private SimulatedFunding Funding => funding()!;

    public RestReply? TryAnswer(string method, Dictionary<string, string> parameters) => method switch
    {
        "Earn/Strategies" => Strategies(parameters),
        "Earn/Allocate" => Allocate(parameters),
        "Earn/Deallocate" => Deallocate(parameters),
        "Earn/AllocateStatus" or "Earn/DeallocateStatus" => KrakenPrivate.Result(json => json.WriteBoolean("pending", false)),
        "Earn/Allocations" => Allocations(),
        _ => null,
    };

    private static RestReply True() => KrakenPrivate.Value(json => json.WriteBooleanValue(true));

    private static string Time(long nanoseconds)
        => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static Amount Sum(IEnumerable<Stake> stakes, Func<Stake, Amount> of) => stakes.Aggregate(Amount.Zero, (sum, stake) => sum + of(stake));

    private RestReply Strategies(Dictionary<string, string> parameters)
    {
        Asset? asset = parameters.TryGetValue("asset", out string? name) ? KrakenNames.AssetOf(name) : null;
        return KrakenPrivate.Result(json =>
        {
            json.WriteString("next_cursor", "");
            json.WriteStartArray("items");
            foreach (StakingProduct product in Funding.TermsOf(Here).Products.Where(product => asset is null || product.Asset == asset)) Strategy(json, product);
            json.WriteEndArray();
        });
    }

    private static void Strategy(Utf8JsonWriter json, StakingProduct product)
    {
        string percent = JsonBody.Text(new Exact(product.Apr.RateUnits, 6), 4);
        json.WriteStartObject();
        json.WriteString("id", product.Id);
        json.WriteString("asset", product.Asset.Code);
        json.WriteStartObject("lock_type");
        json.WriteString("type", product.IsFlexible ? "instant" : "bonded");
        json.WriteNumber("payout_frequency", 86_400);
        if (!product.IsFlexible)
        {
            json.WriteNumber("bonding_period", product.LockDays * 86_400);
            json.WriteNumber("unbonding_period", product.ReleaseDays * 86_400);
        }

        json.WriteEndObject();
        json.WriteStartObject("apr_estimate");
        json.WriteString("low", percent);
        json.WriteString("high", percent);
        json.WriteEndObject();
        json.WriteString("user_min_allocation", product.Minimum.ToString());
        json.WriteString("allocation_fee", "0.0000");
        json.WriteString("deallocation_fee", "0.0000");
        json.WriteStartObject("auto_compound");
        json.WriteString("type", "enabled");
        json.WriteEndObject();
        json.WriteStartObject("yield_source");
        json.WriteString("type", "staking");
        json.WriteEndObject();
        json.WriteBoolean("can_allocate", true);
        json.WriteBoolean("can_deallocate", true);
        json.WriteStartArray("allocation_restriction_info");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private RestReply Allocate(Dictionary<string, string> parameters)
    {
        if (!Exact.TryParse(parameters.GetValueOrDefault("amount", ""), out Exact amount)) return KrakenPrivate.Refused("EGeneral:Invalid arguments:amount");
        StakeAnswer answer = Funding.Stake(Here, "", parameters.GetValueOrDefault("strategy_id", ""), Amount.From(amount, Rounding.Floor));
        if (answer.IsLost) return RestReply.Lost;
        return answer.Refusal switch
        {
            StakeRefusal.None => True(),
            StakeRefusal.InsufficientFunds => KrakenPrivate.Refused("EEarnings:Insufficient funds"),
            StakeRefusal.UnknownProduct => KrakenPrivate.Refused("EGeneral:Invalid arguments:strategy_id"),
            _ => KrakenPrivate.Refused("EEarnings:Below min:allocation"),
        };
    }

    /// <summary>The oldest first. Of one that takes days to come back only the whole can be asked for.</summary>
    private RestReply Deallocate(Dictionary<string, string> parameters)
    {
        string strategy = parameters.GetValueOrDefault("strategy_id", "");
        if (Funding.TermsOf(Here).Products.FirstOrDefault(each => each.Id == strategy) is not { } product) return KrakenPrivate.Refused("EGeneral:Invalid arguments:strategy_id");
        if (!Exact.TryParse(parameters.GetValueOrDefault("amount", ""), out Exact asked) || asked.Sign <= 0) return KrakenPrivate.Refused("EGeneral:Invalid arguments:amount");
        List<Stake> staked = Funding.StakesOf(Here).Where(stake => stake.Product == strategy && stake.State == StakeState.Staked).Reverse().ToList();
        Amount left = Amount.From(asked, Rounding.Floor);
        if (left > Sum(staked, stake => stake.Amount)) return KrakenPrivate.Refused("EEarnings:Above max:deallocation");
        if (!product.IsFlexible && !IsWhole(staked, left)) return KrakenPrivate.Refused("EGeneral:Invalid arguments:amount");
        foreach (Stake stake in staked)
        {
            if (left.Sign <= 0) break;
            Amount part = Amount.Min(left, stake.Amount);
            if (Funding.Unstake(Here, stake.Number, part).IsLost) return RestReply.Lost;
            left -= part;
        }

        return True();
    }

    private static bool IsWhole(List<Stake> staked, Amount asked)
    {
        Amount sum = Amount.Zero;
        return staked.Any(stake => (sum += stake.Amount) == asked);
    }

    /// <summary>Nothing here is worth anything in dollars: converted amounts are zero.</summary>
    private RestReply Allocations()
    {
        List<IGrouping<string, Stake>> strategies = Funding.StakesOf(Here)
            .Where(stake => stake.State != StakeState.Released)
            .GroupBy(stake => stake.Product, StringComparer.Ordinal)
            .ToList();
        return KrakenPrivate.Result(json =>
        {
            json.WriteString("converted_asset", "USD");
            json.WriteString("total_allocated", "0.0000");
            json.WriteString("total_rewarded", "0.0000");
            json.WriteString("next_cursor", "");
            json.WriteStartArray("items");
            foreach (IGrouping<string, Stake> strategy in strategies)
            {
                json.WriteStartObject();
                json.WriteString("strategy_id", strategy.Key);
                json.WriteString("native_asset", strategy.First().Asset.Code);
                json.WriteStartObject("amount_allocated");
                State(json, "unbonding", strategy.Where(stake => stake.State == StakeState.Releasing).ToList());
                Both(json, "total", Sum(strategy, stake => stake.Amount + stake.Yielded));
                json.WriteEndObject();
                Both(json, "total_rewarded", Sum(strategy, stake => stake.Yielded));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static void State(Utf8JsonWriter json, string name, List<Stake> stakes)
    {
        if (stakes.Count == 0) return;
        json.WriteStartObject(name);
        json.WriteString("native", KrakenBodies.Money(Sum(stakes, stake => stake.Amount + stake.Yielded).Value));
        json.WriteString("converted", "0.0000");
        json.WriteNumber("allocation_count", stakes.Count);
        json.WriteStartArray("allocations");
        foreach (Stake stake in stakes)
        {
            json.WriteStartObject();
            json.WriteString("created_at", Time(stake.StakedAt));
            json.WriteString("expires", Time(stake.ReleasesAt));
            json.WriteString("native", KrakenBodies.Money((stake.Amount + stake.Yielded).Value));
            json.WriteString("converted", "0.0000");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Both(Utf8JsonWriter json, string name, Amount native)
    {
        json.WriteStartObject(name);
        json.WriteString("native", KrakenBodies.Money(native.Value));
        json.WriteString("converted", "0.0000");
        json.WriteEndObject();
    }
}

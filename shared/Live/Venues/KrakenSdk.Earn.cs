using Arbit.Accounts;
using Arbit.Accounts.Moves;
using Arbit.Money;
using CryptoExchange.Net.Objects;
using Kraken.Net.Objects.Models;

namespace Arbit.Live.Venues;

/// <summary>Kraken's Earn: one sum for each strategy.</summary>
internal sealed partial class KrakenSdk
{
    private const decimal SecondsADay = 86_400;

    public override async Task<IReadOnlyList<StakingOffer>> OffersAsync(CancellationToken cancellation)
    {
        var strategies = await ReadAsync(token => _client.SpotApi.Earn.GetStrategiesAsync(ct: token), cancellation);
        return strategies.Items
            .Where(strategy => strategy.CanAllocate && AssetOf(strategy.Asset) is not null)
            .Select(strategy => new StakingOffer(
                strategy.Id,
                AssetOf(strategy.Asset)!.Value,

                // In percent; the lower end, for more is not promised.
                Bps.From(decimal.Round((strategy.AprEstimate?.Low ?? 0) * 100, 4)),
                LockOf(strategy),
                AmountOf(strategy.MinAllocation)))
            .ToList();
    }

    public override Task<PostAnswer> StakeAsync(StakingOffer offer, Amount amount, CancellationToken cancellation)
        => PostAsync(token => EmptyAsync(_client.SpotApi.Earn.AllocateEarnFundsAsync(offer.Product, amount.Value.ToDecimal(), ct: token)), _ => "", isOrder: false, cancellation);

    public override Task<PostAnswer> UnstakeAsync(AskedStake stake, CancellationToken cancellation)
        => PostAsync(token => EmptyAsync(_client.SpotApi.Earn.DeallocateEarnFundsAsync(stake.Product, stake.Amount.Value.ToDecimal(), ct: token)), _ => "", isOrder: false, cancellation);

    public override async Task<IReadOnlyList<StakedPosition>> PositionsAsync(CancellationToken cancellation)
    {
        var allocations = await ReadAsync(token => _client.SpotApi.Earn.GetAllocationsAsync(hideZeroAllocations: true, ct: token), cancellation);
        return allocations.Items
            .Where(allocation => AssetOf(allocation.Asset) is not null)
            .Select(allocation =>
            {
                var unbonding = allocation.AmountAllocated.Unbonding;
                var leaves = unbonding?.Allocations ?? [];
                return new StakedPosition(
                    allocation.StrategyId,
                    AssetOf(allocation.Asset)!.Value,
                    null,
                    AmountOf(allocation.AmountAllocated.Total.Native),
                    AmountOf(allocation.TotalRewarded?.Native ?? 0),
                    AmountOf(unbonding?.Native ?? 0),
                    leaves.Length > 0 ? TimeOf(leaves.Max(each => each.ExpireTime)) : null,
                    null);
            })
            .ToList();
    }

    /// <summary>Whole days that it is bound, going in and coming out.</summary>
    private static int LockOf(KrakenEarnStrategy strategy)
        => (int)Math.Ceiling(((strategy.LockType?.BondingPeriod ?? 0) + (strategy.LockType?.UnbondingPeriod ?? 0)) / SecondsADay);

    private static async Task<HttpResult<string>> EmptyAsync(Task<HttpResult> post)
    {
        var result = await post;
        return result.Success ? HttpResult.Ok(result, "") : HttpResult.Fail<string>(result);
    }
}

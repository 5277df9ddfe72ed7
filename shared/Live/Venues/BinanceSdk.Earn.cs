using Arbit.Accounts;
using Arbit.Accounts.Moves;
using Arbit.Money;

namespace Arbit.Live.Venues;

/// <summary>Simple Earn: flexible products are one sum each, locked ones a position for each stake.</summary>
internal sealed partial class BinanceSdk
{
    private const int EarnPage = 100;

    public override async Task<IReadOnlyList<StakingOffer>> OffersAsync(CancellationToken cancellation)
    {
        var flexible = await ReadAsync(token => _client.GeneralApi.SimpleEarn.GetFlexibleProductsAsync(pageSize: EarnPage, ct: token), cancellation);
        var locked = await ReadAsync(token => _client.GeneralApi.SimpleEarn.GetLockedProductsAsync(pageSize: EarnPage, ct: token), cancellation);
        var offers = flexible.Rows
            .Where(product => product.CanPurchase && !product.IsSoldOut && AssetOf(product.Asset) is not null)
            .Select(product => new StakingOffer(product.ProductId, new Asset(product.Asset), YieldOf(product.LatestAnnualPercentageRate), 0, AmountOf(product.MinPurchaseQuantity)));
        return offers
            .Concat(locked.Rows
                .Where(product => !product.Details.IsSoldOut && AssetOf(product.Details.Asset) is not null)
                .Select(product => new StakingOffer(
                    product.ProjectId, new Asset(product.Details.Asset), YieldOf(product.Details.Apr), product.Details.Duration, AmountOf(product.Quota.Minimum))))
            .ToList();
    }

    public override Task<PostAnswer> StakeAsync(StakingOffer offer, Amount amount, CancellationToken cancellation) => PostAsync(
        token => offer.LockDays == 0
            ? _client.GeneralApi.SimpleEarn.SubscribeFlexibleProductAsync(offer.Product, amount.Value.ToDecimal(), autoSubscribe: false, ct: token)
            : _client.GeneralApi.SimpleEarn.SubscribeLockedProductAsync(offer.Product, amount.Value.ToDecimal(), autoSubscribe: false, ct: token),
        placed => placed.PositionId ?? "",
        isOrder: false,
        cancellation);

    /// <summary>A flexible one gives back its own amount; its yield stays in the sum until the last one is taken.</summary>
    public override async Task<PostAnswer> UnstakeAsync(AskedStake stake, CancellationToken cancellation)
    {
        if (stake.VenueId is { Length: > 0 } position)
        {
            return await PostAsync(
                token => _client.GeneralApi.SimpleEarn.RedeemLockedProductAsync(position, ct: token), placed => placed.RedeemId.ToString(System.Globalization.CultureInfo.InvariantCulture), isOrder: false, cancellation);
        }

        var sum = (await PositionsAsync(cancellation)).FirstOrDefault(each => each.VenueId is null && each.Product == stake.Product);
        var isLast = sum is not null && sum.Total - sum.Yield <= stake.Amount;
        return await PostAsync(
            token => _client.GeneralApi.SimpleEarn.RedeemFlexibleProductAsync(
                stake.Product, redeemAll: isLast ? true : null, quantity: isLast ? null : stake.Amount.Value.ToDecimal(), ct: token),
            placed => placed.RedeemId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            isOrder: false,
            cancellation);
    }

    public override async Task<IReadOnlyList<StakedPosition>> PositionsAsync(CancellationToken cancellation)
    {
        var flexible = await ReadAsync(token => _client.GeneralApi.SimpleEarn.GetFlexibleProductPositionsAsync(pageSize: EarnPage, ct: token), cancellation);
        var locked = await ReadAsync(token => _client.GeneralApi.SimpleEarn.GetLockedProductPositionsAsync(pageSize: EarnPage, ct: token), cancellation);
        var sums = flexible.Rows
            .Where(position => AssetOf(position.Asset) is not null)
            .Select(position => new StakedPosition(
                position.ProductId, new Asset(position.Asset), null, AmountOf(position.TotalQuantity), AmountOf(position.CumulativeTotalRewards), Amount.Zero, null, null));
        return sums
            .Concat(locked.Rows
                .Where(position => AssetOf(position.Asset) is not null)
                .Select(position => new StakedPosition(
                    position.ProjectId,
                    new Asset(position.Asset),
                    position.PositionId,
                    AmountOf(position.Quantity + position.RewardQuantity),
                    AmountOf(position.RewardQuantity),
                    AmountOf(position.RedemptionQuantity ?? 0),
                    position.DeliverTime is { } at ? TimeOf(at) : null,
                    position.PurchaseTime is { } taken ? TimeOf(taken) : null)))
            .ToList();
    }

    /// <summary>From a share to basis points; what is finer than those is no matter.</summary>
    private static Bps YieldOf(decimal share) => Bps.From(decimal.Round(share * 10_000, 4));
}

using Arbit.Money;
using Binance.Net;
using Binance.Net.Clients;
using Binance.Net.Enums;
using Binance.Net.Objects.Models.Spot.Socket;
using Binance.Net.Objects.Options;
using CryptoExchange.Net.Objects;
using Microsoft.Extensions.Options;

namespace Arbit.Live.Venues;

/// <summary>Binance's user data stream: everything that an order's end needs is in its messages (venue document "User Data Streams").</summary>
internal sealed partial class BinanceSdk
{
    public override Task<OrderStream?> ListenAsync(Action<OrderNews> heard, CancellationToken cancellation)
    {
        var options = new BinanceSocketOptions
        {
            ApiCredentials = new BinanceCredentials(Access.Key.Key, Access.Key.Secret),
            RateLimitingBehaviour = RateLimitingBehaviour.Fail,
            RequestTimeout = Access.Timeout,
            AllowAppendingClientOrderId = false,
        };
        if (Access.Rest is { } rest)
            options.Environment = BinanceEnvironment.CreateCustom("custom", rest.ToString().TrimEnd('/'), SocketOf(rest), SocketOf(rest), null, null, null, null, null, null, null);
        var client = new BinanceSocketClient(Options.Create(options));
        return StreamAsync(client, () => client.SpotApi.Account.SubscribeToUserDataUpdatesAsync(update => heard(NewsFrom(update.Data)), ct: cancellation));
    }

    private OrderNews NewsFrom(BinanceStreamOrderUpdate update) => new(
        $"{update.Id}",

        // Of a cancellation the first is the cancellation's own id, and the order's is the second.
        update.OriginalClientOrderId is { Length: > 0 } original ? original : update.ClientOrderId,
        update.Status is not (OrderStatus.Filled or OrderStatus.Canceled or OrderStatus.Rejected or OrderStatus.Expired or OrderStatus.ExpiredInMatch),
        new Quantity(Exact.FromDecimal(update.QuantityFilled)),
        new Notional(Exact.FromDecimal(update.QuoteQuantityFilled)),
        update.ExecutionType != ExecutionType.Trade
            ? null
            : new OrderTrade($"{update.TradeId}", new Quantity(Exact.FromDecimal(update.LastQuantityFilled)), AmountOf(update.Fee), AssetOf(update.FeeAsset ?? "") ?? default));
}

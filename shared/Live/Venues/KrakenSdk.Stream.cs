using Arbit.Accounts;
using Arbit.Money;
using CryptoExchange.Net.Authentication;
using CryptoExchange.Net.Objects;
using Kraken.Net;
using Kraken.Net.Clients;
using Kraken.Net.Enums;
using Kraken.Net.Objects.Models.Socket;
using Kraken.Net.Objects.Options;
using Microsoft.Extensions.Options;

namespace Arbit.Live.Venues;

/// <summary>Kraken's channel "executions" (venue document of WebSocket v2): fills with their fees, and sums.</summary>
internal sealed partial class KrakenSdk
{
    public override async Task<OrderStream?> ListenAsync(Action<OrderNews> heard, CancellationToken cancellation)
    {
        var options = new KrakenSocketOptions
        {
            ApiCredentials = new KrakenCredentials(new HMACCredential(Access.Key.Key, Access.Key.Secret), null),
            RateLimitingBehaviour = RateLimitingBehaviour.Fail,
            RequestTimeout = Access.Timeout,
        };
        if (Access.Rest is { } rest)
            options.Environment = KrakenEnvironment.CreateCustom("custom", rest.ToString().TrimEnd('/'), SocketOf(rest), SocketOf(rest), rest.ToString(), SocketOf(rest));
        var client = new KrakenSocketClient(Options.Create(options));
        try
        {
            return await StreamAsync(
                client,
                () => client.SpotApi.SubscribeToOrderUpdatesAsync(
                    update =>
                    {
                        foreach (var each in update.Data)
                            heard(NewsFrom(each));
                    },
                    snapshotOrder: false,
                    snapshotTrades: false,
                    cancellation));
        }
        catch (FundingRefusedException e)
        {
            throw new FundingRefusedException($"{e.Message}; the key needs the right \"Access WebSockets API\" too");
        }
    }

    private OrderNews NewsFrom(KrakenOrderUpdate update) => new(
        update.OrderId,
        update.ClientOrderId ?? "",
        update.OrderStatus is not (OrderStatusUpdate.Filled or OrderStatusUpdate.Canceled or OrderStatusUpdate.Expired),
        update.QuantityFilled is { } filled ? new Quantity(Exact.FromDecimal(filled)) : null,
        update.ValueFilled is { } cost ? new Notional(Exact.FromDecimal(cost)) : null,
        update.OrderEventType == OrderEventType.Trade && update.ExecutionId is { } id ? TradeFrom(id, update) : null);

    /// <summary>A fee in more than one asset is not told here, but asked for.</summary>
    private OrderTrade TradeFrom(string id, KrakenOrderUpdate update)
    {
        var fee = update.Fees is [var only] ? only : null;
        return new OrderTrade(
            id,
            new Quantity(Exact.FromDecimal(update.LastTradeQuantity ?? 0)),
            fee is null || AssetOf(fee.Asset) is null ? null : AmountOf(fee.Quantity),
            fee is null ? default : AssetOf(fee.Asset) ?? default);
    }
}

using Arbit.Money;
using CryptoExchange.Net.Objects;
using Kucoin.Net;
using Kucoin.Net.Clients;
using Kucoin.Net.Enums;
using Kucoin.Net.Objects.Models.Spot.Socket;
using Kucoin.Net.Objects.Options;
using Microsoft.Extensions.Options;

namespace Arbit.Live.Venues;

/// <summary>
/// KuCoin's topic "/spotMarket/tradeOrdersV2": it tells when to ask, but neither what fills cost nor their fees. The SDK asks for its token by
/// a client of its own, which names a partner of the venue's; nothing else does.
/// </summary>
internal sealed partial class KucoinSdk
{
    public override Task<OrderStream?> ListenAsync(Action<OrderNews> heard, CancellationToken cancellation)
    {
        var options = new KucoinSocketOptions
        {
            ApiCredentials = new KucoinCredentials(Access.Key.Key, Access.Key.Secret, Access.Key.Passphrase),
            RateLimitingBehaviour = RateLimitingBehaviour.Fail,
            RequestTimeout = Access.Timeout,
        };
        if (Access.Rest?.ToString().TrimEnd('/') is { } rest)
            options.Environment = KucoinEnvironment.CreateCustom("custom", rest, rest, rest, rest, rest, rest);
        var client = new KucoinSocketClient(Options.Create(options));
        return StreamAsync(
            client,
            () => client.SpotApi.SubscribeToOrderUpdatesAsync(
                opened => heard(NewsFrom(opened.Data, Quantity.Zero)),
                changed => heard(NewsFrom(changed.Data, new Quantity(Exact.FromDecimal(changed.Data.QuantityFilled)))),
                filled => heard(NewsFrom(filled.Data, new Quantity(Exact.FromDecimal(filled.Data.QuantityFilled)))),
                cancellation));
    }

    private static OrderNews NewsFrom(KucoinStreamOrderBaseUpdate update, Quantity filled) => new(
        update.OrderId,
        update.ClientOrderid ?? "",
        update.Status != ExtendedOrderStatus.Done,
        filled,
        null,
        null);
}

using Arbit.Markets;
using Arbit.Money;
using CryptoExchange.Net.Objects;
using CryptoExchange.Net.Objects.Errors;
using CryptoExchange.Net.SharedApis;

namespace Arbit.Live.Venues;

/// <summary>Orders, and the trading account.</summary>
public partial class SdkVenue
{
    private const int Page = 100;
    private const int MostPages = 20;

    /// <summary>Posts an order, once, with our id.</summary>
    public virtual Task<PostAnswer> PlaceAsync(OrderTicket ticket, CancellationToken cancellation) => PostAsync(
        token => Shared<ISpotOrderRestClient>().PlaceSpotOrderAsync(
            new PlaceSpotOrderRequest(
                SymbolOf(ticket.Symbol, ticket.VenueSymbol),
                ticket.Side == Side.Buy ? SharedOrderSide.Buy : SharedOrderSide.Sell,
                ticket.Life == TicketLife.PostOnly ? SharedOrderType.LimitMaker : SharedOrderType.Limit,
                SharedQuantity.Base(ticket.Quantity.Value.ToDecimal()),
                ticket.Limit.Value.ToDecimal(),
                ticket.Life switch
                {
                    TicketLife.ImmediateOrCancel => SharedTimeInForce.ImmediateOrCancel,
                    TicketLife.GoodTilCancelled => SharedTimeInForce.GoodTillCanceled,
                    _ => null,
                },
                ticket.ClientId),
            token),
        id => id.Id,
        isOrder: true,
        cancellation);

    /// <summary>Asks for an order's end; what had been filled has to be looked up.</summary>
    public virtual Task<PostAnswer> CancelAsync(Symbol symbol, string venueSymbol, string clientId, CancellationToken cancellation) => PostAsync(
        token => Shared<ISpotOrderClientIdRestClient>().CancelSpotOrderByClientOrderIdAsync(new CancelOrderRequest(SymbolOf(symbol, venueSymbol), clientId), token),
        id => id.Id,
        isOrder: true,
        cancellation);

    /// <summary>By our id, open or ended; null where the venue says that it has none.</summary>
    public virtual async Task<VenueOrder?> FindOrderAsync(Symbol symbol, string venueSymbol, string clientId, CancellationToken cancellation)
    {
        var request = new GetOrderRequest(SymbolOf(symbol, venueSymbol), clientId);
        var found = await FindAsync(token => Shared<ISpotOrderClientIdRestClient>().GetSpotOrderByClientOrderIdAsync(request, token), IsUnknownOrder, cancellation);
        return found is null ? null : await OrderFrom(found, symbol, venueSymbol, cancellation);
    }

    /// <summary>Of these symbols.</summary>
    /// <param name="symbols">With the venue's names.</param>
    public virtual async Task<IReadOnlyList<VenueOrder>> OpenOrdersAsync(IReadOnlyList<(Symbol Symbol, string VenueSymbol)> symbols, CancellationToken cancellation)
    {
        var open = await ReadAsync(token => Shared<ISpotOrderRestClient>().GetOpenSpotOrdersAsync(new GetOpenOrdersRequest(TradingMode.Spot), token), cancellation);
        return await OrdersFrom(open, symbols, cancellation);
    }

    /// <summary>Those of these symbols that ended and were placed since a time; an older one that ended since then is found by its id.</summary>
    public virtual async Task<IReadOnlyList<VenueOrder>> EndedOrdersAsync(IReadOnlyList<(Symbol Symbol, string VenueSymbol)> symbols, DateTimeOffset since, CancellationToken cancellation)
    {
        var orders = new List<VenueOrder>();
        foreach (var (symbol, venueSymbol) in symbols)
        {
            var request = new GetClosedOrdersRequest(SymbolOf(symbol, venueSymbol), since.UtcDateTime, limit: Page);
            foreach (var ended in await PagesAsync((page, token) => Shared<ISpotOrderRestClient>().GetClosedSpotOrdersAsync(request, page, token), cancellation))
                orders.Add(await OrderFrom(ended, symbol, venueSymbol, cancellation));
        }

        return orders;
    }

    /// <summary>Every asset of the trading account that is not zero.</summary>
    public virtual async Task<IReadOnlyList<VenueBalance>> TradingBalancesAsync(CancellationToken cancellation)
    {
        var balances = await ReadAsync(token => Shared<IBalanceRestClient>().GetBalancesAsync(new GetBalancesRequest(SharedAccountType.Spot), token), cancellation);
        return BalancesFrom(balances);
    }

    /// <summary>What the shared interface calls a pair.</summary>
    protected virtual SharedSymbol SymbolOf(Symbol symbol, string venueSymbol) => new(TradingMode.Spot, symbol.Base.Code, symbol.Quote.Code, venueSymbol);

    /// <summary>Whether the venue says that it has no such order.</summary>
    protected virtual bool IsUnknownOrder(Error error) => error.ErrorType == ErrorType.UnknownOrder;

    protected List<VenueBalance> BalancesFrom(IEnumerable<SharedBalance> balances) => balances
        .Select(balance => (Asset: AssetOf(balance.Asset), Free: AmountOf(balance.Available), Total: AmountOf(balance.Total)))
        .Where(balance => balance.Asset is not null && balance.Total.Sign != 0)
        .GroupBy(balance => balance.Asset!.Value)
        .Select(group => new VenueBalance(
            group.Key,
            group.Aggregate(Amount.Zero, (sum, balance) => sum + balance.Free),
            group.Aggregate(Amount.Zero, (sum, balance) => sum + balance.Total - balance.Free)))
        .OrderBy(balance => balance.Asset)
        .ToList();

    /// <summary>All pages of a list.</summary>
    protected async Task<List<T>> PagesAsync<T>(Func<PageRequest?, CancellationToken, Task<HttpResult<T[]>>> ask, CancellationToken cancellation)
    {
        var all = new List<T>();
        PageRequest? page = null;
        for (var number = 0; number < MostPages; number++)
        {
            var asked = page;
            PageRequest? next = null;
            var items = await ReadAsync(
                async token =>
                {
                    var result = await ask(asked, token);
                    next = result.NextPageRequest;
                    return result;
                },
                cancellation);
            all.AddRange(items);
            page = next;
            if (page is null || items.Length == 0)
                break;
        }

        return all;
    }

    protected async Task<IReadOnlyList<VenueOrder>> OrdersFrom(IEnumerable<SharedSpotOrder> found, IReadOnlyList<(Symbol Symbol, string VenueSymbol)> symbols, CancellationToken cancellation)
    {
        var names = symbols.ToDictionary(each => NameOf(each.Symbol, each.VenueSymbol), StringComparer.Ordinal);
        var orders = new List<VenueOrder>();
        foreach (var order in found)
        {
            if (names.TryGetValue(order.Symbol, out var name))
                orders.Add(await OrderFrom(order, name.Symbol, name.VenueSymbol, cancellation));
        }

        return orders;
    }

    /// <summary>The pair as the venue's orders name it.</summary>
    protected string NameOf(Symbol symbol, string venueSymbol) => SymbolOf(symbol, venueSymbol).GetSymbol(shared.FormatSymbol);

    private async Task<VenueOrder> OrderFrom(SharedSpotOrder order, Symbol symbol, string venueSymbol, CancellationToken cancellation)
    {
        if (order.Status == SharedOrderStatus.Unknown)
            throw new Arbit.Accounts.FundingUnansweredException($"{venue} tells a state of order {order.ClientOrderId} that is not known here.");
        var filled = order.QuantityFilled?.QuantityInBaseAsset ?? 0;
        var notional = order.QuantityFilled?.QuantityInQuoteAsset ?? (filled == 0 ? 0 : -1);
        if (notional < 0)
            throw new Arbit.Accounts.FundingUnansweredException($"{venue} does not tell what the fills of order {order.ClientOrderId} came to.");
        var (fee, feeAsset) = filled == 0 ? (Amount.Zero, symbol.Quote) : await FeeOfAsync(order, symbol, venueSymbol, cancellation);
        return new VenueOrder(
            order.ClientOrderId ?? "",
            symbol,
            order.Side == SharedOrderSide.Buy ? Side.Buy : Side.Sell,
            new Quantity(Exact.FromDecimal(order.OrderQuantity?.QuantityInBaseAsset ?? filled)),
            new Price(Exact.FromDecimal(order.OrderPrice ?? 0)),
            order.Status == SharedOrderStatus.Open,
            new Quantity(Exact.FromDecimal(filled)),
            new Notional(Exact.FromDecimal(notional)),
            fee,
            feeAsset);
    }

    /// <summary>
    /// Of all fills so far. Where an order does not tell it, its trades do. Paid in two assets (the discount asset ran out in between), the
    /// traded one counts, for it changes what can be sold; the account report shows the rest as a difference.
    /// </summary>
    private async Task<(Amount Fee, Asset Asset)> FeeOfAsync(SharedSpotOrder order, Symbol symbol, string venueSymbol, CancellationToken cancellation)
    {
        var orders = Shared<ISpotOrderRestClient>();
        var byRule = orders.SpotFeeAssetType switch
        {
            SharedFeeAssetType.QuoteAsset => symbol.Quote,
            SharedFeeAssetType.BaseAsset => symbol.Base,
            SharedFeeAssetType.InputAsset => order.Side == SharedOrderSide.Buy ? symbol.Quote : symbol.Base,
            _ => order.Side == SharedOrderSide.Buy ? symbol.Base : symbol.Quote,
        };
        if (order.Fee is { } told)
            return (AmountOf(told), order.FeeAsset is { Length: > 0 } code ? AssetOf(code) ?? byRule : byRule);

        var request = new GetOrderTradesRequest(SymbolOf(symbol, venueSymbol), order.OrderId);
        var trades = await ReadAsync(token => orders.GetSpotOrderTradesAsync(request, token), cancellation);
        if (trades.Sum(trade => trade.Quantity) < order.QuantityFilled?.QuantityInBaseAsset)
            throw new Arbit.Accounts.FundingUnansweredException($"{venue} does not yet tell all trades of order {order.ClientOrderId}.");
        var fees = trades
            .GroupBy(trade => trade.FeeAsset is { Length: > 0 } code ? AssetOf(code) ?? byRule : byRule)
            .ToDictionary(group => group.Key, group => AmountOf(group.Sum(trade => trade.Fee ?? 0)));
        var paidIn = fees.Keys.OrderByDescending(asset => asset == symbol.Base || asset == symbol.Quote).FirstOrDefault(byRule);
        return (fees.GetValueOrDefault(paidIn), paidIn);
    }
}

using System.Collections.Concurrent;
using Arbit.Accounts;
using Arbit.Accounts.Keys;
using Arbit.Accounts.Moves;
using Arbit.Markets;
using Arbit.Markets.Networks;
using Arbit.Money;
using CryptoExchange.Net.Authentication;
using CryptoExchange.Net.Objects;
using CryptoExchange.Net.Objects.Errors;
using CryptoExchange.Net.Objects.Options;
using CryptoExchange.Net.SharedApis;
using Kraken.Net;
using Kraken.Net.Clients;
using Kraken.Net.Enums;
using Kraken.Net.Interfaces.Clients;
using Kraken.Net.Objects.Models;
using Kraken.Net.Objects.Options;
using Microsoft.Extensions.Options;

namespace Arbit.Live.Venues;

/// <summary>
/// Kraken, where the shared interfaces are silent or wrong: the asset that fees are taken in, networks' fees (asked for each saved
/// address), saved addresses by name, deposits that have not arrived yet (the shared interface says of all that they have), what a key may do.
/// </summary>
internal sealed partial class KrakenSdk : SdkVenue
{
    private static readonly Dictionary<string, string> OldNames = new(StringComparer.Ordinal)
    {
        ["XXBT"] = "BTC",
        ["XBT"] = "BTC",
        ["XXDG"] = "DOGE",
        ["XDG"] = "DOGE",
        ["XETH"] = "ETH",
        ["XETC"] = "ETC",
        ["XLTC"] = "LTC",
        ["XMLN"] = "MLN",
        ["XREP"] = "REP",
        ["XXLM"] = "XLM",
        ["XXMR"] = "XMR",
        ["XXRP"] = "XRP",
        ["XZEC"] = "ZEC",
        ["ZAUD"] = "AUD",
        ["ZCAD"] = "CAD",
        ["ZEUR"] = "EUR",
        ["ZGBP"] = "GBP",
        ["ZJPY"] = "JPY",
        ["ZUSD"] = "USD",
    };

    private const int MostRemembered = 1_000;

    private readonly IKrakenRestClient _client;

    /// <summary>Our ids of orders to the venue's, of the newest ones.</summary>
    private readonly ConcurrentDictionary<string, string> _placed = new(StringComparer.Ordinal);

    private readonly ConcurrentQueue<string> _oldest = new();

    private KrakenSdk(Venue venue, IKrakenRestClient client, HttpClient http, VenueAccess access)
        : base(venue, client.SpotApi.SharedClient, access, client, http) => _client = client;

    public static KrakenSdk Open(Venue venue, VenueAccess access)
    {
        var http = PlainHandler.Client(access.Timeout);
        var rest = access.Rest?.ToString().TrimEnd('/');
        var options = new KrakenRestOptions
        {
            ApiCredentials = new KrakenCredentials(new HMACCredential(access.Key.Key, access.Key.Secret), null),
            RateLimitingBehaviour = RateLimitingBehaviour.Fail,
            RequestTimeout = access.Timeout,
        };
        if (rest is not null)
            options.Environment = KrakenEnvironment.CreateCustom("custom", rest, rest, rest, rest, rest);
        return new KrakenSdk(venue, new KrakenRestClient(http, null, Options.Create(options)), http, access);
    }

    public override async Task<KeyAbilities> AbilitiesAsync(CancellationToken cancellation)
    {
        var told = await ReadAsync(token => _client.SpotApi.Account.GetApiKeyInfoAsync(token), cancellation);
        var notes = told.IpAllowlist.Any(address => address.Length > 0)
            ? (string[])[]
            : [$"The key of {Venue} works from any address: restrict it to the one that this machine goes out by."];
        return new KeyAbilities(Has("modify-trades") || Has("close-trades"), Has("withdraw-funds"), Has("earn-funds"), notes);

        bool Has(string right) => told.Permissions.Contains(right, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>As the shared interface does, but that the fee is to be taken in the quote asset, whichever side: it cannot say so.</summary>
    public override async Task<PostAnswer> PlaceAsync(OrderTicket ticket, CancellationToken cancellation)
    {
        List<OrderFlags> flags = [OrderFlags.FeeCalculationInQuoteAsset];
        if (ticket.Life == TicketLife.PostOnly)
            flags.Add(OrderFlags.PostOnly);
        var answer = await PostAsync(
            token => _client.SpotApi.Trading.PlaceOrderAsync(
                NameOf(ticket.Symbol, ticket.VenueSymbol),
                ticket.Side == Side.Buy ? OrderSide.Buy : OrderSide.Sell,
                OrderType.Limit,
                ticket.Quantity.Value.ToDecimal(),
                ticket.Limit.Value.ToDecimal(),
                clientOrderId: ticket.ClientId,
                orderFlags: flags,
                timeInForce: ticket.Life == TicketLife.ImmediateOrCancel ? TimeInForce.IOC : TimeInForce.GTC,
                ct: token),
            placed => placed.OrderIds.FirstOrDefault() ?? "",
            isOrder: true,
            cancellation);
        if (answer.VenueId.Length > 0)
            Remember(ticket.ClientId, answer.VenueId);
        return answer;
    }

    /// <summary>
    /// By the venue's own id where it has told it: one question of the some twenty a minute that it lets through. Else among the ended ones first,
    /// and each list by itself: who always asks for both never gets to the end of the second.
    /// </summary>
    public override async Task<VenueOrder?> FindOrderAsync(Symbol symbol, string venueSymbol, string clientId, CancellationToken cancellation)
    {
        if (_placed.TryGetValue(clientId, out var id)
            && (await FindAsync(token => _client.SpotApi.Trading.GetOrderAsync(id, ct: token), error => error.ErrorCode == "EOrder", cancellation))?.Values.FirstOrDefault() is { } placed)
            return OrderFrom(placed, symbol);
        var closed = await ReadAsync(token => _client.SpotApi.Trading.GetClosedOrdersAsync(clientOrderId: clientId, ct: token), cancellation);
        if (closed.Closed.Values.FirstOrDefault() is { } ended)
            return OrderFrom(ended, symbol);
        var open = await ReadAsync(token => _client.SpotApi.Trading.GetOpenOrdersAsync(clientOrderId: clientId, ct: token), cancellation);
        if (open.Open.Values.FirstOrDefault() is { } resting)
            return OrderFrom(resting, symbol);

        // It may have ended between the two.
        closed = await ReadAsync(token => _client.SpotApi.Trading.GetClosedOrdersAsync(clientOrderId: clientId, ct: token), cancellation);
        return closed.Closed.Values.FirstOrDefault() is { } late ? OrderFrom(late, symbol) : null;
    }

    /// <summary>One list for all pairs, and by the time that they ended.</summary>
    public override async Task<IReadOnlyList<VenueOrder>> EndedOrdersAsync(IReadOnlyList<(Symbol Symbol, string VenueSymbol)> symbols, DateTimeOffset since, CancellationToken cancellation)
    {
        const int most = 50;
        var names = symbols.ToDictionary(each => NameOf(each.Symbol, each.VenueSymbol), each => each.Symbol, StringComparer.Ordinal);
        var orders = new List<VenueOrder>();
        for (var offset = 0; offset < most * most; offset += most)
        {
            var at = offset;
            var page = await ReadAsync(token => _client.SpotApi.Trading.GetClosedOrdersAsync(startTime: since.UtcDateTime, resultOffset: at, ct: token), cancellation);
            orders.AddRange(page.Closed.Values.Where(order => names.ContainsKey(order.OrderDetails.Symbol)).Select(order => OrderFrom(order, names[order.OrderDetails.Symbol])));
            if (page.Closed.Count < most)
                break;
        }

        return orders;
    }

    /// <summary>One question for all pairs: one each would be more than the venue lets through, and the answer names them in its old way.</summary>
    public override async Task<IReadOnlyList<PairFee>> FeesAsync(IReadOnlyList<(Symbol Symbol, string VenueSymbol)> symbols, CancellationToken cancellation)
    {
        var told = await ReadAsync(token => _client.SpotApi.Account.GetTradeVolumeAsync(symbols.Select(each => NameOf(each.Symbol, each.VenueSymbol)), ct: token), cancellation);
        return symbols.Select(each => new PairFee(each.Symbol, Of(told.MakerFees, each.Symbol), Of(told.Fees, each.Symbol))).ToList();

        Bps Of(Dictionary<string, KrakenFeeStruct> fees, Symbol symbol) => NamesOf(symbol).Select(fees.GetValueOrDefault).FirstOrDefault(fee => fee is not null) is { } fee
            ? Bps.From(fee.Fee * 100)
            : throw new FundingUnansweredException($"{Venue} does not tell what the account pays on {symbol}.");
    }

    public override async Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation)
    {
        var code = CodeOf(asset);
        var waysOut = await ReadAsync(token => _client.SpotApi.Account.GetWithdrawMethodsAsync(code, ct: token), cancellation);
        var waysIn = await ReadAsync(token => _client.SpotApi.Account.GetDepositMethodsAsync(code, ct: token), cancellation);
        var saved = await SavedAsync(asset, cancellation);
        var networks = new List<FundingNetwork>();
        foreach (var way in waysOut)
        {
            // The fee is told for a saved address only; without one it is not known.
            var address = saved.FirstOrDefault(each => each.Method == way.Method);
            var fee = address is null ? null : (await InfoAsync(asset, address.Key, way.Minimum, cancellation))?.Fee;
            var isOpenIn = waysIn.Any(each => each.Method == way.Method);
            if (NetworkFrom(asset, way.Network, fee, way.Minimum, withdrawEnabled: true, isOpenIn, null, null, tagRequired: false) is { } network)
                networks.Add(network);
        }

        foreach (var way in waysIn.Where(way => waysOut.All(each => each.Method != way.Method)))
        {
            if (NetworkFrom(asset, StandardOf(way.Method), null, null, withdrawEnabled: false, depositEnabled: true, null, null, tagRequired: false) is { } network)
                networks.Add(network);
        }

        return networks;
    }

    /// <summary>Asked for the saved address alone: the venue lets few questions through.</summary>
    public override async Task<Amount?> TermsAsync(WithdrawalOrder order, CancellationToken cancellation)
    {
        var info = await InfoAsync(order.Asset, await DestinationOfAsync(order, cancellation), (order.Amount + order.Fee).Value.ToDecimal(), cancellation);
        return info is null ? null : AmountOf(info.Fee);
    }

    /// <summary>To the name of the saved address; the venue wants to be told no tag, for it belongs to the name, and cannot be compared.</summary>
    public override async Task<PostAnswer> WithdrawAsync(WithdrawalOrder order, Amount asked, CancellationToken cancellation)
    {
        if (order.Tag is { Length: > 0 })
            throw new FundingRefusedException($"{Venue} keeps tags with its saved addresses and does not show them: nothing is sent with one.");
        var key = await DestinationOfAsync(order, cancellation);
        return await PostAsync(
            token => _client.SpotApi.Account.WithdrawAsync(CodeOf(order.Asset), key, asked.Value.ToDecimal(), order.Address, ct: token),
            placed => placed.ReferenceId,
            isOrder: false,
            cancellation);
    }

    public override async Task<string> DestinationOfAsync(WithdrawalOrder order, CancellationToken cancellation)
        => (await SavedAsync(order.Asset, cancellation))
            .FirstOrDefault(saved => saved.Verified && NetworkIds.IsSameContract(order.Network, saved.Address, order.Address) && NetworkNamed(order.Asset, StandardOf(saved.Method)) == order.Network)?.Key
            ?? throw new FundingRefusedException($"{order.Address} is not among the saved and verified addresses of {Venue} for {order.Asset} over {order.Network}: save it there first.");

    public override async Task<IReadOnlyList<ListedWithdrawal>> WithdrawalsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation)
    {
        var listed = await ReadAsync(token => _client.SpotApi.Account.GetWithdrawalStatusAsync(CodeOf(asset), ct: token), cancellation);
        return listed
            .Where(each => TimeOf(each.Timestamp) >= since)
            .Select(each => new ListedWithdrawal(
                each.ReferenceId, null, asset, each.Key ?? "", AmountOf(each.Quantity), AmountOf(each.Fee), TimeOf(each.Timestamp), StateOf(each), Text(each.TransactionId)))
            .ToList();
    }

    public override async Task<IReadOnlyList<DepositView>> DepositsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation)
    {
        var listed = await ReadAsync(token => _client.SpotApi.Account.GetDepositStatusAsync(CodeOf(asset), ct: token), cancellation);
        return listed
            .Where(each => TimeOf(each.Timestamp) >= since)
            .Select(each => new DepositView(
                each.TransactionId, asset, NetworkNamed(asset, StandardOf(each.Method)), AmountOf(each.Quantity), TimeOf(each.Timestamp), each.Status == "Success" && each.AdditionalStatus is null or ""))
            .OrderBy(deposit => deposit.SeenAt)
            .ToList();
    }

    /// <summary>Its socket's names are not those of its REST paths.</summary>
    protected override SharedSymbol SymbolOf(Symbol symbol, string venueSymbol) => new(TradingMode.Spot, symbol.Base.Code, symbol.Quote.Code);

    protected override Asset? AssetOf(string code) => base.AssetOf(OldNames.GetValueOrDefault(code, code));

    protected override string CodeOf(Asset asset) => asset.Code switch
    {
        "BTC" => "XBT",
        "DOGE" => "XDG",
        _ => asset.Code,
    };

    /// <summary>Orders and funding have families of errors of their own; what the venue's inside says (EService, EGeneral) proves nothing.</summary>
    protected override bool IsDefinite(Error error) => error.ErrorCode is "EOrder" or "EFunding" or "EAPI" or "EQuery" or "EEarnings"
        || (error.ErrorCode == "EGeneral" && error.Message?.StartsWith("Invalid arguments", StringComparison.Ordinal) == true);

    /// <summary>
    /// Requests carry a rising number, and of two that overtake each other the later one is turned down unread. The SDK then means to send it again
    /// with another number, cannot sign it a second time, and throws before anything leaves.
    /// </summary>
    protected override bool IsUnseen(Exception thrown) => thrown.Message.StartsWith("Failed to authenticate request", StringComparison.Ordinal);

    private async Task<KrakenWithdrawAddress[]> SavedAsync(Asset asset, CancellationToken cancellation)
        => await ReadAsync(token => _client.SpotApi.Account.GetWithdrawAddressesAsync(CodeOf(asset), ct: token), cancellation);

    private async Task<KrakenWithdrawInfo?> InfoAsync(Asset asset, string key, decimal amount, CancellationToken cancellation)
        => await FindAsync(token => _client.SpotApi.Account.GetWithdrawInfoAsync(CodeOf(asset), key, amount, ct: token), error => error.ErrorCode == "EFunding", cancellation);

    private void Remember(string clientId, string id)
    {
        _placed[clientId] = id;
        _oldest.Enqueue(clientId);
        if (_oldest.Count > MostRemembered && _oldest.TryDequeue(out var old))
            _placed.TryRemove(old, out _);
    }

    /// <summary>XXBTZUSD, XBTUSD, BTC/USD: whatever a pair may be called in an answer.</summary>
    private static IEnumerable<string> NamesOf(Symbol symbol) => from @base in NamesOf(symbol.Base)
                                                                 from quote in NamesOf(symbol.Quote)
                                                                 from between in (string[])["", "/"]
                                                                 select @base + between + quote;

    private static IEnumerable<string> NamesOf(Asset asset) => OldNames.Where(name => name.Value == asset.Code).Select(name => name.Key).Prepend(asset.Code);

    /// <summary>What stands in brackets, "TRC20" of "Tether USD (TRC20)", or else the whole.</summary>
    private static string StandardOf(string method)
    {
        var from = method.LastIndexOf('(');
        var standard = from >= 0 && method.EndsWith(')') ? method[(from + 1)..^1] : method;
        return standard == "Hex" ? "Ethereum" : standard;
    }

    private static WithdrawalState StateOf(KrakenMovementStatus movement) => movement.Status switch
    {
        "Success" => WithdrawalState.Completed,
        "Failure" => WithdrawalState.Returned,
        _ => movement.TransactionId is { Length: > 0 } ? WithdrawalState.Sent : WithdrawalState.Pending,
    };

    private static VenueOrder OrderFrom(KrakenOrder order, Symbol symbol) => new(
        order.ClientOrderId ?? "",
        symbol,
        order.OrderDetails.Side == OrderSide.Buy ? Side.Buy : Side.Sell,
        new Quantity(Exact.FromDecimal(order.Quantity)),
        new Price(Exact.FromDecimal(order.OrderDetails.Price)),
        order.Status is OrderStatus.Open or OrderStatus.Pending,
        new Quantity(Exact.FromDecimal(order.QuantityFilled)),
        new Notional(Exact.FromDecimal(order.QuoteQuantityFilled)),
        AmountOf(order.Fee),
        order.Oflags.Contains("fcib", StringComparison.Ordinal) ? symbol.Base : symbol.Quote);
}

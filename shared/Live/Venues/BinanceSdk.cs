using Arbit.Accounts;
using Arbit.Accounts.Keys;
using Arbit.Accounts.Moves;
using Arbit.Markets;
using Arbit.Money;
using Binance.Net;
using Binance.Net.Clients;
using Binance.Net.Enums;
using Binance.Net.Interfaces.Clients;
using Binance.Net.Objects.Options;
using CryptoExchange.Net.Objects;
using CryptoExchange.Net.Objects.Options;
using Microsoft.Extensions.Options;

namespace Arbit.Live.Venues;

/// <summary>
/// Binance, where the shared interfaces are silent: our id of a withdrawal, tags and arrival times of networks, what a key may do,
/// and Simple Earn.
/// </summary>
internal sealed partial class BinanceSdk : SdkVenue
{
    private static readonly TimeSpan ByClientId = TimeSpan.FromDays(7);

    // "General server or network issues" (venue document "Errors"): what became of the request is not known.
    private const int FirstOfUnknown = -1009;

    private readonly IBinanceRestClient _client;

    private BinanceSdk(Venue venue, IBinanceRestClient client, HttpClient http, VenueAccess access)
        : base(venue, client.SpotApi.SharedClient, access, client, http) => _client = client;

    public static BinanceSdk Open(Venue venue, VenueAccess access)
    {
        var http = PlainHandler.Client(access.Timeout);
        var rest = access.Rest?.ToString().TrimEnd('/');
        var options = new BinanceRestOptions
        {
            ApiCredentials = new BinanceCredentials(access.Key.Key, access.Key.Secret),
            RateLimitingBehaviour = RateLimitingBehaviour.Fail,
            RequestTimeout = access.Timeout,
            AllowAppendingClientOrderId = false,
        };
        if (rest is not null)
            options.Environment = BinanceEnvironment.CreateCustom("custom", rest, rest, rest, null, null, null, null, null, null, null);
        return new BinanceSdk(venue, new BinanceRestClient(http, null, Options.Create(options)), http, access);
    }

    public override async Task<KeyAbilities> AbilitiesAsync(CancellationToken cancellation)
    {
        var told = await ReadAsync(token => _client.SpotApi.Account.GetAPIKeyPermissionsAsync(ct: token), cancellation);
        var notes = new List<string>();
        if (!told.IpRestrict)
            notes.Add($"The key of {Venue} works from any address: restrict it to the one that this machine goes out by.");
        if (told.EnableInternalTransfer || told.PermitsUniversalTransfer)
            notes.Add($"The key of {Venue} may move money between wallets or to sub-accounts: take that right from it.");
        var trades = told.EnableSpotAndMarginTrading || told.EnableMargin || told.EnableFutures || told.EnableVanillaOptions || told.EnablePortfolioMarginTrading || told.EnableFixApiTrade;

        // The list has no word of Simple Earn.
        return new KeyAbilities(trades, told.EnableWithdrawals, null, notes);
    }

    public override async Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation)
    {
        var coins = await ReadAsync(token => _client.SpotApi.Account.GetUserAssetsAsync(ct: token), cancellation);
        return coins.Where(coin => coin.Asset == asset.Code)
            .SelectMany(coin => coin.NetworkList)
            .Select(network => NetworkFrom(
                asset,
                network.Network,
                network.WithdrawFee,
                network.WithdrawMin,
                network.WithdrawEnabled && !network.Busy,
                network.DepositEnabled,
                network.EstimatedArrivalTime,
                network.ContractAddress,
                network.SameAddress || network.WithdrawNeedsTag))
            .OfType<FundingNetwork>()
            .ToList();
    }

    public override Task<PostAnswer> WithdrawAsync(WithdrawalOrder order, Amount asked, CancellationToken cancellation) => PostAsync(
        token => _client.SpotApi.Account.WithdrawAsync(
            CodeOf(order.Asset), order.Address, asked.Value.ToDecimal(), withdrawOrderId: order.Id, network: NetworkOf(order), addressTag: order.Tag, ct: token),
        placed => placed.Id,
        isOrder: false,
        cancellation);

    public override async Task<ListedWithdrawal?> FindWithdrawalAsync(string id, DateTimeOffset? at, CancellationToken cancellation)
    {
        // By an id of ours the venue looks through seven days at most; without times through the last seven.
        var from = at is { } asked ? (asked - WithdrawalMatch.Skew).UtcDateTime : (DateTime?)null;
        var found = await ReadAsync(
            token => _client.SpotApi.Account.GetWithdrawalHistoryAsync(withdrawOrderId: id, startTime: from, endTime: from + ByClientId - TimeSpan.FromMinutes(1), ct: token),
            cancellation);
        return found
            .Where(each => each.WithdrawOrderId == id && AssetOf(each.Asset) is not null)
            .Select(each => new ListedWithdrawal(
                each.Id,
                each.WithdrawOrderId,
                new Asset(each.Asset),
                each.Address,
                AmountOf(each.Quantity),
                AmountOf(each.TransactionFee),
                TimeOf(each.ApplyTime),
                each.Status switch
                {
                    WithdrawalStatus.Completed => WithdrawalState.Completed,
                    WithdrawalStatus.Canceled or WithdrawalStatus.Rejected or WithdrawalStatus.Failure => WithdrawalState.Returned,
                    _ => each.TransactionId.Length > 0 ? WithdrawalState.Sent : WithdrawalState.Pending,
                },
                Text(each.TransactionId)))
            .FirstOrDefault();
    }

    protected override bool IsDefinite(Error error)
        => error.ErrorType is not (CryptoExchange.Net.Objects.Errors.ErrorType.DuplicateClientOrderId or CryptoExchange.Net.Objects.Errors.ErrorType.UnknownOrder) && error.Code is < FirstOfUnknown;

    /// <summary>What lies in flexible Earn is among the balances too, as LD and the coin.</summary>
    protected override Asset? AssetOf(string code) => code.StartsWith("LD", StringComparison.Ordinal) && code.Length >= 5 ? null : base.AssetOf(code);
}

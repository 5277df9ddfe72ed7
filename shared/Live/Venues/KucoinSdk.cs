using Arbit.Accounts;
using Arbit.Accounts.Keys;
using Arbit.Accounts.Moves;
using Arbit.Markets;
using Arbit.Money;
using CryptoExchange.Net.Objects;
using CryptoExchange.Net.Objects.Errors;
using CryptoExchange.Net.Objects.Options;
using CryptoExchange.Net.SharedApis;
using Kucoin.Net;
using Kucoin.Net.Clients;
using Kucoin.Net.Enums;
using Kucoin.Net.Interfaces.Clients;
using Kucoin.Net.Objects.Options;
using Microsoft.Extensions.Options;

namespace Arbit.Live.Venues;

/// <summary>
/// KuCoin, where the shared interfaces are silent: withdrawals leave the main wallet with the fee on top and carry our id as their remark,
/// open orders are asked for pair by pair, networks that need a tag, what a key may do. Its client can look at Earn and not subscribe.
/// </summary>
internal sealed partial class KucoinSdk : SdkVenue
{
    private static readonly TimeSpan LookedThrough = TimeSpan.FromDays(7);

    private readonly IKucoinRestClient _client;

    private KucoinSdk(Venue venue, IKucoinRestClient client, HttpClient http, VenueAccess access)
        : base(venue, client.SpotApi.SharedClient, access, client, http) => _client = client;

    public override bool FeeIsPartOfAmount => false;

    public static KucoinSdk Open(Venue venue, VenueAccess access)
    {
        var http = PlainHandler.Client(access.Timeout);
        var rest = access.Rest?.ToString().TrimEnd('/');
        var options = new KucoinRestOptions
        {
            ApiCredentials = new KucoinCredentials(access.Key.Key, access.Key.Secret, access.Key.Passphrase),
            RateLimitingBehaviour = RateLimitingBehaviour.Fail,
            RequestTimeout = access.Timeout,
            AutoTimestamp = true,
        };
        if (rest is not null)
            options.Environment = KucoinEnvironment.CreateCustom("custom", rest, rest, rest, rest, rest, rest);
        return new KucoinSdk(venue, new KucoinRestClient(http, null, Options.Create(options)), http, access);
    }

    public override async Task<KeyAbilities> AbilitiesAsync(CancellationToken cancellation)
    {
        var told = await ReadAsync(token => _client.SpotApi.Account.GetApiKeyInfoAsync(token), cancellation);
        var rights = told.Permissions.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var notes = new List<string> { $"{Venue} does not tell whether the key works from any address: look there." };
        if (Has("InnerTransfer", "FlexTransfers"))
            notes.Add($"The key of {Venue} may move money between wallets: the withdrawing key needs that, no other does.");

        // "Transfer" is what older keys have for withdrawing.
        return new KeyAbilities(Has("Spot", "Trade", "Margin", "Futures", "Unified"), Has("Withdraw", "Withdrawal", "Transfer"), Has("Earn"), notes);

        bool Has(params string[] names) => rights.Any(right => names.Contains(right, StringComparer.OrdinalIgnoreCase));
    }

    public override async Task<IReadOnlyList<VenueOrder>> OpenOrdersAsync(IReadOnlyList<(Symbol Symbol, string VenueSymbol)> symbols, CancellationToken cancellation)
    {
        var orders = new List<VenueOrder>();
        foreach (var each in symbols)
        {
            var request = new GetOpenOrdersRequest(SymbolOf(each.Symbol, each.VenueSymbol));
            var open = await ReadAsync(token => Shared<ISpotOrderRestClient>().GetOpenSpotOrdersAsync(request, token), cancellation);
            orders.AddRange(await OrdersFrom(open, [each], cancellation));
        }

        return orders;
    }

    public override async Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation)
    {
        var coin = await ReadAsync(token => _client.SpotApi.ExchangeData.GetAssetAsync(CodeOf(asset), ct: token), cancellation);
        return (coin.Networks ?? [])
            .Select(network => NetworkFrom(
                asset,
                network.NetworkId,
                network.WithdrawalMinFee,
                network.WithdrawalMinQuantity,
                network.IsWithdrawEnabled,
                network.IsDepositEnabled,
                null,
                network.ContractAddress,
                network.NeedTag == true))
            .OfType<FundingNetwork>()
            .ToList();
    }

    public override Task<PostAnswer> WithdrawAsync(WithdrawalOrder order, Amount asked, CancellationToken cancellation) => PostAsync(
        token => _client.SpotApi.Account.WithdrawAsync(
            WithdrawType.Address,
            CodeOf(order.Asset),
            order.Address,
            asked.Value.ToDecimal(),
            memo: order.Tag,
            remark: order.Id,
            chain: NetworkOf(order),
            feeDeductType: FeeDeductType.External,
            ct: token),
        placed => placed.WithdrawalId,
        isOrder: false,
        cancellation);

    public override async Task<ListedWithdrawal?> FindWithdrawalAsync(string id, DateTimeOffset? at, CancellationToken cancellation)
    {
        var since = at is { } asked ? asked - WithdrawalMatch.Skew : (DateTimeOffset?)null;
        return (await ListAsync(null, since, cancellation)).FirstOrDefault(each => each.OurId == id);
    }

    public override Task<IReadOnlyList<ListedWithdrawal>> WithdrawalsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation) => ListAsync(asset, since, cancellation);

    public override async Task<IReadOnlyList<WalletBalance>> OtherWalletsAsync(CancellationToken cancellation)
        => BalancesFrom(await ReadAsync(token => Shared<IBalanceRestClient>().GetBalancesAsync(new GetBalancesRequest(SharedAccountType.Funding), token), cancellation))
            .Select(balance => new WalletBalance("main", balance.Asset, balance.Free + balance.Locked))
            .ToList();

    public override async Task FillAsync(string id, Asset asset, Amount amount, CancellationToken cancellation)
    {
        var main = (await OtherWalletsAsync(cancellation)).Where(balance => balance.Asset == asset).Aggregate(Amount.Zero, (sum, balance) => sum + balance.Amount);
        var missing = amount - main;
        if (missing.Sign <= 0)
            return;

        // The venue takes an id of ours here: the same again moves nothing a second time.
        var answer = await PostAsync(
            token => _client.SpotApi.Account.UniversalTransferAsync(
                missing.Value.ToDecimal(), TransferAccountType.Trade, TransferAccountType.Main, TransferType.Internal, CodeOf(asset), clientOrderId: $"fill-{id}", ct: token),
            placed => placed.OrderId,
            isOrder: false,
            cancellation);
        if (answer.Outcome is PostOutcome.Refused or PostOutcome.NeverSent)
            throw new FundingRefusedException($"{Venue} does not move {missing} {asset} to its main wallet: {answer.Words}");
    }

    /// <summary>A body with a code is the venue's own word; its inside being broken or busy has two codes, which the SDK knows.</summary>
    protected override bool IsDefinite(Error error) => error.ErrorType is not (ErrorType.SystemError or ErrorType.DuplicateClientOrderId or ErrorType.UnknownOrder or ErrorType.IncorrectState)
        && error.Code is >= 100_000 and <= 999_999;

    protected override bool IsUnknownOrder(Error error)
        => base.IsUnknownOrder(error) || (error.Message?.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Contains("orderNotExist", StringComparison.OrdinalIgnoreCase) == true);

    private async Task<IReadOnlyList<ListedWithdrawal>> ListAsync(Asset? asset, DateTimeOffset? since, CancellationToken cancellation)
    {
        const int size = 100;
        const int pages = 10;
        var listed = new List<ListedWithdrawal>();
        for (var page = 1; page <= pages; page++)
        {
            var number = page;
            var found = await ReadAsync(
                token => _client.SpotApi.Account.GetWithdrawalsAsync(
                    asset is { } one ? CodeOf(one) : null, startTime: since?.UtcDateTime, endTime: (since + LookedThrough)?.UtcDateTime, currentPage: number, pageSize: size, ct: token),
                cancellation);
            listed.AddRange(found.Items
                .Where(each => AssetOf(each.Asset) is not null)
                .Select(each => new ListedWithdrawal(
                    each.Id,
                    Text(each.Remark),
                    AssetOf(each.Asset)!.Value,
                    each.Address,
                    AmountOf(each.Quantity),
                    AmountOf(each.Fee),
                    TimeOf(each.CreateTime),
                    each.Status switch
                    {
                        WithdrawalStatus.Success => WithdrawalState.Completed,
                        WithdrawalStatus.Failure => WithdrawalState.Returned,
                        _ => each.WalletTransactionId.Length > 0 ? WithdrawalState.Sent : WithdrawalState.Pending,
                    },
                    Text(each.WalletTransactionId))));
            if (found.Items.Length < size)
                break;
        }

        return listed;
    }
}

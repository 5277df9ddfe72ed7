using Arbit.Accounts;
using Arbit.Accounts.Moves;
using Arbit.Markets.Networks;
using Arbit.Money;
using CryptoExchange.Net.SharedApis;

namespace Arbit.Live.Venues;

/// <summary>Networks, withdrawals, deposits, fees: what is outside trading.</summary>
public partial class SdkVenue
{
    /// <summary>An asset's networks by canonical id; those whose name is not known here are left out.</summary>
    public virtual async Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation)
    {
        var found = await ReadAsync(token => Shared<IAssetsRestClient>().GetAssetAsync(new GetAssetRequest(CodeOf(asset)), token), cancellation);
        return (found.Networks ?? [])
            .Select(network => NetworkFrom(
                asset, network.Name, network.WithdrawFee, network.MinWithdrawQuantity, network.WithdrawEnabled == true, network.DepositEnabled == true, null, network.ContractAddress, tagRequired: false))
            .OfType<FundingNetwork>()
            .ToList();
    }

    /// <summary>What a withdrawal costs now; null where it is not told.</summary>
    /// <exception cref="FundingRefusedException">The way is closed, or there is none.</exception>
    public virtual async Task<Amount?> TermsAsync(WithdrawalOrder order, CancellationToken cancellation)
    {
        var network = (await NetworksAsync(order.Asset, cancellation)).FirstOrDefault(each => each.Network == order.Network)
            ?? throw new FundingRefusedException($"{venue} does not move {order.Asset} over {order.Network}.");
        return network.WithdrawEnabled ? network.WithdrawFee : throw new FundingRefusedException($"{venue} has closed {order.Network} for {order.Asset}.");
    }

    /// <summary>Posts a withdrawal, once; our id goes along where the venue has a place for it.</summary>
    /// <param name="order">What is to arrive.</param>
    /// <param name="asked">What is asked for: with the fee where the venue takes it out of the amount.</param>
    public virtual Task<PostAnswer> WithdrawAsync(WithdrawalOrder order, Amount asked, CancellationToken cancellation) => PostAsync(
        token => Shared<IWithdrawRestClient>().WithdrawAsync(
            new WithdrawRequest(CodeOf(order.Asset), asked.Value.ToDecimal(), order.Address, NetworkOf(order), order.Tag), token),
        id => id.Id,
        isOrder: false,
        cancellation);

    /// <summary>What withdrawals of an asset and network are listed with as their destination.</summary>
    public virtual Task<string> DestinationOfAsync(WithdrawalOrder order, CancellationToken cancellation) => Task.FromResult(order.Address);

    /// <summary>Withdrawals since a time.</summary>
    public virtual async Task<IReadOnlyList<ListedWithdrawal>> WithdrawalsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation)
    {
        var request = new GetWithdrawalsRequest(CodeOf(asset), since.UtcDateTime, limit: Page);
        var listed = await PagesAsync((page, token) => Shared<IWithdrawalRestClient>().GetWithdrawalsAsync(request, page, token), cancellation);
        return listed
            .Select(each => new ListedWithdrawal(
                each.Id ?? "",
                null,
                asset,
                each.Address,
                AmountOf(each.Quantity),
                AmountOf(each.Fee ?? 0),
                TimeOf(each.Timestamp),
                StateOf(each.Status, each.TransactionId),
                Text(each.TransactionId)))
            .ToList();
    }

    /// <summary>By our id alone, where the venue can be asked so; null where it cannot, or has none.</summary>
    public virtual Task<ListedWithdrawal?> FindWithdrawalAsync(string id, DateTimeOffset? at, CancellationToken cancellation) => Task.FromResult<ListedWithdrawal?>(null);

    /// <summary>Deposits seen since a time, oldest first.</summary>
    public virtual async Task<IReadOnlyList<DepositView>> DepositsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation)
    {
        var request = new GetDepositsRequest(CodeOf(asset), since.UtcDateTime, limit: Page);
        var deposits = await PagesAsync((page, token) => Shared<IDepositRestClient>().GetDepositsAsync(request, page, token), cancellation);
        return deposits
            .Select(deposit => new DepositView(
                deposit.TransactionId ?? "", asset, NetworkNamed(asset, deposit.Network), AmountOf(deposit.Quantity), TimeOf(deposit.Timestamp), deposit.Status == SharedTransferStatus.Completed))
            .OrderBy(deposit => deposit.SeenAt)
            .ToList();
    }

    /// <summary>Wallets beside the trading account, and what is staked.</summary>
    public virtual Task<IReadOnlyList<WalletBalance>> OtherWalletsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<WalletBalance>>([]);

    /// <summary>Before a withdrawal: puts into the wallet that it leaves from what is missing there. The same id again does it once.</summary>
    public virtual Task FillAsync(string id, Asset asset, Amount amount, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>What the account pays on these pairs; the SDK tells it in percent.</summary>
    public virtual async Task<IReadOnlyList<PairFee>> FeesAsync(IReadOnlyList<(Symbol Symbol, string VenueSymbol)> symbols, CancellationToken cancellation)
    {
        var fees = new List<PairFee>();
        foreach (var (symbol, venueSymbol) in symbols)
        {
            var fee = await ReadAsync(token => Shared<IFeeRestClient>().GetFeesAsync(new GetFeeRequest(SymbolOf(symbol, venueSymbol)), token), cancellation);
            fees.Add(new PairFee(symbol, Bps.From(fee.MakerFee * 100), Bps.From(fee.TakerFee * 100)));
        }

        return fees;
    }

    /// <summary>The venue's code of an asset.</summary>
    protected virtual string CodeOf(Asset asset) => asset.Code;

    /// <summary>What a request calls the order's network.</summary>
    /// <exception cref="FundingRefusedException">No name of it is known.</exception>
    protected string NetworkOf(WithdrawalOrder order) => NetworkNames.NameOf(venue, order.Asset, order.Network)
        ?? throw new FundingRefusedException($"What {venue} calls {order.Network} is not known here: nothing is sent over it.");

    /// <summary>Canonical, or as the venue says where that means nothing here.</summary>
    protected string NetworkNamed(Asset asset, string? name) => name is { Length: > 0 } ? NetworkNames.Canonical(venue, asset, name) ?? name : "";

    /// <summary>Null where the name is not known here: it is never guessed (lesson L25).</summary>
    protected FundingNetwork? NetworkFrom(
        Asset asset, string name, decimal? fee, decimal? least, bool withdrawEnabled, bool depositEnabled, decimal? minutes, string? contract, bool tagRequired)
    {
        if (NetworkNames.Canonical(venue, asset, name) is not { } network)
            return null;
        var charged = fee is { } told ? AmountOf(told) : (Amount?)null;

        // The least that may be asked for is more than the least that arrives, where the fee is a part of it.
        var arrives = AmountOf(least ?? 0) - (FeeIsPartOfAmount ? charged ?? Amount.Zero : Amount.Zero);
        return new FundingNetwork(network, charged, Amount.Max(arrives, Amount.Zero), withdrawEnabled, depositEnabled, minutes, Text(contract), tagRequired);
    }

    protected static string? Text(string? text) => text is { Length: > 0 } ? text : null;

    protected static WithdrawalState StateOf(SharedTransferStatus status, string? transaction) => status switch
    {
        SharedTransferStatus.Completed => WithdrawalState.Completed,
        SharedTransferStatus.Failed => WithdrawalState.Returned,
        _ => transaction is { Length: > 0 } ? WithdrawalState.Sent : WithdrawalState.Pending,
    };
}

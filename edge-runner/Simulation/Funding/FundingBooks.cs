using System.Globalization;
using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>
/// Everything that funding keeps: a fold over its lines (<see cref="Apply"/>), so whoever keeps the lines keeps it. Money moves
/// nowhere but here, and what leaves one place is in another at once.
/// </summary>
internal sealed class FundingBooks(IFundingAccounts accounts)
{
    private readonly List<Withdrawal> _withdrawals = [];
    private readonly List<Deposit> _deposits = [];
    private readonly List<Stake> _stakes = [];
    private readonly List<WalletTransfer> _transfers = [];
    private readonly SortedDictionary<(string Venue, string Asset), Amount> _main = [];

    public long Lines { get; private set; }

    /// <summary>In the order of their numbers, as the others.</summary>
    public IReadOnlyList<Withdrawal> Withdrawals => _withdrawals;

    public IReadOnlyList<Deposit> Deposits => _deposits;

    public IReadOnlyList<Stake> Stakes => _stakes;

    public IReadOnlyList<WalletTransfer> Transfers => _transfers;

    /// <summary>Withdrawals, by number, that the other side has seen.</summary>
    public HashSet<long> Arrived { get; } = [];

    public Dictionary<Asset, Amount> InTransit { get; } = [];

    public Dictionary<Asset, Amount> ColdWallet { get; } = [];

    public Dictionary<Asset, Amount> Staked { get; } = [];

    public Dictionary<Asset, Amount> Lost { get; } = [];

    public Dictionary<Asset, Amount> FeesPaid { get; } = [];

    public Dictionary<Asset, Amount> Yielded { get; } = [];

    public Withdrawal WithdrawalOf(long number) => _withdrawals[(int)number - 1];

    public Deposit DepositOf(long number) => _deposits[(int)number - 1];

    public Stake StakeOf(long number) => _stakes[(int)number - 1];

    public Amount FreeOf(Venue venue, FundingWallet wallet, Asset asset) => wallet == FundingWallet.Main
        ? _main.GetValueOrDefault((venue.Name, asset.Code))
        : accounts.BalancesOf(venue).FirstOrDefault(balance => balance.Asset == asset).Free;

    public IEnumerable<WalletHolding> HoldingsOf(Venue venue) => accounts.BalancesOf(venue)
        .Select(balance => new WalletHolding(FundingWallet.Trade, balance.Asset, balance.Total, balance.Free))
        .Concat(_main.Where(balance => balance.Key.Venue == venue.Name && balance.Value.Sign != 0)
            .Select(balance => new WalletHolding(FundingWallet.Main, new Asset(balance.Key.Asset), balance.Value, balance.Value)));

    /// <exception cref="InvalidDataException">The account has not what the line says that it gave.</exception>
    public void Apply(FundingLine line)
    {
        Lines++;
        if (line.Withdrawal is { } withdrawal)
            Apply(withdrawal);
        if (line.Deposit is { } deposit)
            Apply(deposit);
        if (line.Stake is { } stake)
            Apply(stake);
        if (line.Transfer is { } transfer)
            Apply(transfer);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Add(Dictionary<Asset, Amount> place, Asset asset, Amount change) => place[asset] = place.GetValueOrDefault(asset) + change;

    private void Apply(Withdrawal withdrawal)
    {
        var id = "w" + Text(withdrawal.Number);
        if (withdrawal.Number > _withdrawals.Count)
        {
            _withdrawals.Add(withdrawal);
            Take(id, withdrawal.Venue, withdrawal.Wallet, withdrawal.Asset, withdrawal.Amount + withdrawal.Fee);
            Add(InTransit, withdrawal.Asset, withdrawal.Amount);
            Add(FeesPaid, withdrawal.Asset, withdrawal.Fee);
            return;
        }

        _withdrawals[(int)withdrawal.Number - 1] = withdrawal;
        if (withdrawal.State != WithdrawalState.Returned)
            return;
        Give(id + "-returned", withdrawal.Venue, withdrawal.Wallet, withdrawal.Asset, withdrawal.Amount + withdrawal.Fee);
        Add(InTransit, withdrawal.Asset, -withdrawal.Amount);
        Add(FeesPaid, withdrawal.Asset, -withdrawal.Fee);
    }

    private void Apply(Deposit deposit)
    {
        if (deposit.Number > _deposits.Count)
        {
            _deposits.Add(deposit);
            Arrived.Add(deposit.Withdrawal);
        }
        else
        {
            _deposits[(int)deposit.Number - 1] = deposit;
        }

        if (deposit.State is DepositState.Pending or DepositState.Stuck)
            return;
        Add(InTransit, deposit.Asset, -deposit.Amount);
        if (deposit.State == DepositState.Lost)
            Add(Lost, deposit.Asset, deposit.Amount);
        else if (deposit.Venue is { } venue)
            Give("d" + Text(deposit.Number), venue, deposit.Wallet, deposit.Asset, deposit.Amount);
        else
            Add(ColdWallet, deposit.Asset, deposit.Amount);
    }

    private void Apply(Stake stake)
    {
        var id = "s" + Text(stake.Number);
        if (stake.Number > _stakes.Count)
        {
            _stakes.Add(stake);
            Take(id, stake.Venue, FundingWallet.Trade, stake.Asset, stake.Amount);
            Add(Staked, stake.Asset, stake.Amount);
            return;
        }

        var before = _stakes[(int)stake.Number - 1];
        _stakes[(int)stake.Number - 1] = stake;
        var yield = stake.Yielded - before.Yielded;
        Add(Yielded, stake.Asset, yield);
        Add(Staked, stake.Asset, yield);
        var back = stake.State == StakeState.Released ? before.Amount + before.Yielded : before.Amount - stake.Amount;
        if (back.Sign == 0)
            return;
        Add(Staked, stake.Asset, -back);
        Give(id + "-" + Text(stake.Revision), stake.Venue, FundingWallet.Trade, stake.Asset, back);
    }

    private void Apply(WalletTransfer transfer)
    {
        _transfers.Add(transfer);
        var id = "t" + Text(transfer.Number);
        Take(id + "-out", transfer.Venue, transfer.From, transfer.Asset, transfer.Amount);
        Give(id + "-in", transfer.Venue, transfer.To, transfer.Asset, transfer.Amount);
    }

    private void Take(string id, Venue venue, FundingWallet wallet, Asset asset, Amount amount)
    {
        if (wallet == FundingWallet.Trade)
        {
            if (!accounts.TryTake(new FundingMovement(id, venue, asset, amount)))
                throw new InvalidDataException($"{venue} has no {amount} {asset} for {id}: the funding log and the account do not belong together.");
            return;
        }

        var left = _main.GetValueOrDefault((venue.Name, asset.Code)) - amount;
        if (left.Sign < 0)
            throw new InvalidDataException($"{venue} main has no {amount} {asset} for {id}.");
        _main[(venue.Name, asset.Code)] = left;
    }

    private void Give(string id, Venue venue, FundingWallet wallet, Asset asset, Amount amount)
    {
        if (wallet == FundingWallet.Trade)
            accounts.Give(new FundingMovement(id, venue, asset, amount));
        else
            _main[(venue.Name, asset.Code)] = _main.GetValueOrDefault((venue.Name, asset.Code)) + amount;
    }
}

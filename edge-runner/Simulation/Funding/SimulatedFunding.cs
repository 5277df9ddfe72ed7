using Arbit.Accounts;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Journal;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>
/// What venues do outside trading: withdrawals that become deposits elsewhere, staking, wallets, fees. Nothing here is real. It has
/// no clock: time is told, and the same plan with the same requests at the same times comes to the same end. Like a venue it
/// outlives the process: each change is a line of its own log, written before money moves, and a restart goes on with what is under
/// way. One thread at a time; its accounts belong to the same one.
/// </summary>
public sealed class SimulatedFunding : IDisposable
{
    private readonly FundingPlan _plan;
    private readonly FundingBooks _books;
    private readonly FundingFates _fates;
    private readonly AppendLog? _log;
    private readonly Dictionary<Venue, FundingVenue> _venues;
    private readonly FundingAgenda _agenda = new();
    private readonly SimulatedNetworks _networks;
    private readonly SimulatedStaking _staking;

    /// <param name="plan">How the venues are, and what goes wrong.</param>
    /// <param name="accounts">Where the money that trades is.</param>
    /// <param name="path">Its own log; null for one that forgets.</param>
    /// <exception cref="ArgumentException">Names everything that is wrong with the plan.</exception>
    /// <exception cref="InvalidDataException">The log and the accounts do not belong together.</exception>
    public SimulatedFunding(FundingPlan plan, IFundingAccounts accounts, string? path = null)
    {
        var problems = plan.Problems();
        if (problems.Count > 0)
            throw new ArgumentException($"The funding cannot be simulated: {string.Join("; ", problems)}.", nameof(plan));
        _plan = plan;
        _venues = plan.Venues.ToDictionary(venue => venue.Venue);
        _books = new FundingBooks(accounts);
        _log = path is null ? null : AppendLog.Open(path, Recall);
        _fates = new FundingFates(plan.Seed + (ulong)_books.Lines, plan.Faults);
        _networks = new SimulatedNetworks(plan, _venues, _books, _fates, _agenda, Write);
        _staking = new SimulatedStaking(_venues, _books, _agenda, Write);
        foreach (var withdrawal in _books.Withdrawals.Where(withdrawal => !withdrawal.IsOver))
            _networks.Follow(withdrawal);
        foreach (var deposit in _books.Deposits.Where(deposit => deposit.State == DepositState.Pending))
            _networks.Follow(deposit);
        foreach (var stake in _books.Stakes.Where(stake => stake.State != StakeState.Released))
            _staking.Follow(stake);
    }

    /// <summary>The last time that was told, Unix nanoseconds.</summary>
    public long Now => _agenda.Now;

    /// <summary>When something next happens here; <see cref="long.MaxValue"/> where nothing does by itself.</summary>
    public long NextDue => _agenda.NextDue;

    public IEnumerable<Venue> Venues => _venues.Keys;

    /// <summary>Tells it the time: everything due until then happens, in order.</summary>
    public void Advance(long now) => _agenda.Advance(now);

    public FundingVenue TermsOf(Venue venue) => _venues[venue];

    /// <summary>A venue's networks as they are now: what is suspended is not enabled.</summary>
    public IEnumerable<NetworkTerms> NetworksOf(Venue venue) => _networks.NetworksOf(venue);

    public NetworkTerms? NetworkOf(Venue venue, Asset asset, string network) => _networks.NetworkOf(venue, asset, network);

    /// <summary>A venue's own deposit addresses.</summary>
    public IEnumerable<FundingAddress> AddressesOf(Venue venue) => _plan.Addresses.Where(address => address.Owner == venue);

    public IEnumerable<VenueAddress> AllowedOf(Venue venue) => _plan.Allowed.Where(allowed => allowed.Venue == venue);

    /// <summary>What the account pays on a pair.</summary>
    public FeeSchedule FeesOf(Venue venue, Symbol symbol) => _venues[venue].PairFees.GetValueOrDefault(symbol, _venues[venue].Fees);

    /// <summary>Newest first.</summary>
    public IEnumerable<Withdrawal> WithdrawalsOf(Venue venue) => _books.Withdrawals.Where(withdrawal => withdrawal.Venue == venue).Reverse();

    public Withdrawal? FindWithdrawal(Venue venue, string clientId) => _networks.FindWithdrawal(venue, clientId);

    /// <summary>Newest first.</summary>
    public IEnumerable<Deposit> DepositsOf(Venue venue) => _books.Deposits.Where(deposit => deposit.Venue == venue && deposit.State != DepositState.Lost).Reverse();

    /// <summary>Newest first.</summary>
    public IEnumerable<Stake> StakesOf(Venue venue) => _books.Stakes.Where(stake => stake.Venue == venue).Reverse();

    public Stake? FindStake(Venue venue, string clientId) => _staking.Find(venue, clientId);

    /// <summary>Wallet by wallet; what is staked is in none.</summary>
    public IEnumerable<WalletHolding> HoldingsOf(Venue venue) => _books.HoldingsOf(venue);

    /// <summary>Has left an account and is credited nowhere yet, what is stuck among it.</summary>
    public Amount InTransit(Asset asset) => _books.InTransit.GetValueOrDefault(asset);

    public Amount ColdWallet(Asset asset) => _books.ColdWallet.GetValueOrDefault(asset);

    /// <summary>With its yield.</summary>
    public Amount Staked(Asset asset) => _books.Staked.GetValueOrDefault(asset);

    /// <summary>Sent to addresses that nobody here owns.</summary>
    public Amount Lost(Asset asset) => _books.Lost.GetValueOrDefault(asset);

    /// <summary>What withdrawals have cost.</summary>
    public Amount FeesPaid(Asset asset) => _books.FeesPaid.GetValueOrDefault(asset);

    /// <summary>What stakes have earned: the only money that comes from outside.</summary>
    public Amount Yielded(Asset asset) => _books.Yielded.GetValueOrDefault(asset);

    /// <summary>Takes a withdrawal, once; or says why not; or says nothing, having done either.</summary>
    public WithdrawalAnswer Withdraw(WithdrawalRequest request)
    {
        var loss = _fates.NextLoss();
        if (loss.Request)
            return WithdrawalAnswer.Lost;
        var answer = _networks.Withdraw(request);
        return loss.Answer ? WithdrawalAnswer.Lost : answer;
    }

    /// <summary>Stakes out of the account that trades.</summary>
    public StakeAnswer Stake(Venue venue, string clientId, string product, Amount amount)
    {
        var loss = _fates.NextLoss();
        if (loss.Request)
            return StakeAnswer.Lost;
        var answer = _staking.Stake(venue, clientId, product, amount);
        return loss.Answer ? StakeAnswer.Lost : answer;
    }

    /// <summary>
    /// Asks a stake back: flexible ones are back at once; others after the days that the product takes, and never before their lock is over.
    /// </summary>
    /// <param name="number">The stake's.</param>
    /// <param name="amount">Part of a flexible one, without its yield; null for all of it, with the yield.</param>
    public StakeAnswer Unstake(Venue venue, long number, Amount? amount = null)
    {
        var loss = _fates.NextLoss();
        if (loss.Request)
            return StakeAnswer.Lost;
        var answer = _staking.Unstake(venue, number, amount);
        return loss.Answer ? StakeAnswer.Lost : answer;
    }

    /// <summary>Moves money between the wallets of one account, at once.</summary>
    public WalletTransferRefusal Transfer(Venue venue, string clientId, Asset asset, FundingWallet from, FundingWallet to, Amount amount)
    {
        if (from == to || !_venues[venue].HasMain)
            return WalletTransferRefusal.NoSuchWallet;
        if (amount.Sign <= 0)
            return WalletTransferRefusal.BadAmount;
        if (clientId.Length > 0 && _books.Transfers.Any(transfer => transfer.Venue == venue && transfer.ClientId == clientId))
            return WalletTransferRefusal.Duplicate;
        if (_books.FreeOf(venue, from, asset) < amount)
            return WalletTransferRefusal.InsufficientFunds;
        Write(new FundingLine(Now, Transfer: new WalletTransfer(_books.Transfers.Count + 1, venue, clientId, asset, from, to, amount, Now)));
        return WalletTransferRefusal.None;
    }

    /// <summary>A person at the venue credits what was stuck. False where no such deposit is.</summary>
    public bool Release(long deposit)
    {
        if (_books.Deposits.FirstOrDefault(each => each.Number == deposit) is not { State: DepositState.Stuck } stuck)
            return false;
        Write(new FundingLine(Now, Deposit: stuck with { State = DepositState.Credited, ChangedAt = Now }));
        return true;
    }

    public void Dispose() => _log?.Dispose();

    private void Recall(ReadOnlySpan<byte> bytes)
    {
        var line = RecordCodec.Decode<FundingLine>(bytes);
        _agenda.Recall(line.At);
        _books.Apply(line);
    }

    private void Write(FundingLine line)
    {
        _log?.Append(RecordCodec.Encode(line));
        _books.Apply(line);
    }
}

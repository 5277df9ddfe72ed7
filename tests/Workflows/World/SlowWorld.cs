using System.Globalization;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Strategy.Transfers;
using Arbit.Tests.Workflows.Harness;
using Arbit.Workflows;
using Arbit.Workflows.Accumulation;
using Arbit.Workflows.Alerts;
using Arbit.Workflows.Claims;
using Arbit.Workflows.Edge;
using Arbit.Workflows.Idle;
using Arbit.Workflows.Modes;
using Arbit.Workflows.Rebalancing;
using Arbit.Workflows.Sweeps;
using Arbit.Workflows.Transfers;

namespace Arbit.Tests.Workflows.World;

/// <summary>
/// All that the slow side's workflows touch: an edge, accounts, memories and a person's ear. In the end the ledger agrees with the
/// accounts to the last digit, nothing is claimed any more, and nothing was withdrawn twice.
/// </summary>
internal sealed class SlowWorld : ScriptedWorld
{
    private static readonly TimeSpan TradeTakes = TimeSpan.FromSeconds(10);

    private readonly MemoryFundingAccounts _accounts = new();
    private readonly SortedDictionary<string, Amount> _opening = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Claim> _claims = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _unheard = new(StringComparer.Ordinal);
    private readonly List<(string Part, Action Happens)> _before = [];

    public SlowWorld(FundingFaults? faults = null, Func<FundingPlan, FundingPlan>? plan = null, Func<FundingPlan, MemoryFundingAccounts, WorldMarket, WorldAccounts>? accounts = null)
    {
        Market.List("binance", "BTC/USDT", "ETH/USDT", "SOL/USDT", "PAXG/USDT", "BNB/USDT", "USDC/USDT");
        Market.List("kraken", "BTC/USDT", "SOL/USDT", "PAXG/USDT", "USDC/USDT");
        var all = FundingDefaults.Plan(7, ["binance", "kraken", "kucoin"]) with { Faults = faults ?? new FundingFaults() };
        all = all with { Faults = all.Faults with { JitterPercent = 0 } };
        all = plan?.Invoke(all) ?? all;
        Edge = new WorldEdge(Market, Ledger, _accounts);
        Accounts = accounts?.Invoke(all, _accounts, Market) ?? new WorldAccounts(all, _accounts, Market);
        Mode = new ModeState(TradingMode.Gold, 0, DateTimeOffset.UnixEpoch, "", "InitialMode");
        Edge.Mode = TradingMode.Gold;
        AddActivities();
    }

    public WorldMarket Market { get; } = new();

    public WorldLedger Ledger { get; } = new();

    public WorldEdge Edge { get; }

    public WorldAccounts Accounts { get; }

    public ModeState Mode { get; set; }

    public SeatBook Seats { get; set; } = SeatBook.Empty;

    public SweepBook Sweeps { get; set; } = SweepBook.None;

    /// <summary>Null where lending is off.</summary>
    public WorldPool? Pool { get; init; }

    public TargetBook Targets { get; set; } = TargetBook.None;

    public TrailingYear Year { get; set; } = new(1000, Exact.Zero, Exact.Zero);

    public List<Alert> Alerts { get; } = [];

    public List<TransferCost> Costs { get; } = [];

    public List<EdgeCommand> Done { get; } = [];

    /// <summary>What a person has to put right: then ledger and accounts differ, and claims stay.</summary>
    public bool IsLeftToAPerson { get; init; }

    public SlowSettings Settings { get; set; } = new()
    {
        Dollars = [new("USDT"), new("USDC"), new("USD")],
        Stablecoins = [new("USDT"), new("USDC")],
        Venues = ["binance", "kraken"],
        BtcFuel = new FuelShares(Bps.From(8500m), Bps.From(1500m), Bps.From(0m)),
        GoldFuel = new FuelShares(Bps.From(1500m), Bps.From(0m), Bps.From(8500m)),
    };

    public SlowWorld Holds(string venue, string asset, string amount)
    {
        var (at, of, much) = (new Venue(venue), new Asset(asset), Amount.Parse(amount));
        _accounts.Set(at, of, _accounts.Of(at, of) + much);
        Opens(venue, of, much);
        return this;
    }

    /// <summary>Dollars and coin in the chain wallet, and dollars in the pool, as the ledger knows them too.</summary>
    public SlowWorld Lends(string inWallet, string supplied, string coins)
    {
        (Pool!.InWallet, Pool.Supplied, Pool.Coins) = (Amount.Parse(inWallet), Amount.Parse(supplied), Amount.Parse(coins));
        Opens(IdleWorkflow.Wallet, WorldPool.Dollar, Pool.InWallet);
        Opens(IdleWorkflow.Wallet, WorldPool.Coin, Pool.Coins);
        Opens("lent:aave", WorldPool.Dollar, Pool.Supplied);
        return this;
    }

    private void Opens(string place, Asset asset, Amount amount)
    {
        Ledger.Add(place, asset, amount);
        _opening[asset.Code] = _opening.GetValueOrDefault(asset.Code) + amount;
    }

    /// <summary>The first so many of these commands are lost on their way.</summary>
    public SlowWorld Loses(string part, int times)
    {
        _lost[part] = times;
        return this;
    }

    /// <summary>The first so many answers to these commands are lost: they are done.</summary>
    public SlowWorld LosesAnswers(string part, int times)
    {
        _unheard[part] = times;
        return this;
    }

    /// <summary>Happens once, before the first of these commands is looked at.</summary>
    public SlowWorld Before(string part, Action<SlowWorld> happens)
    {
        _before.Add((part, () => happens(this)));
        return this;
    }

    public SlowWorld Refuses(string part, string reason)
    {
        Edge.Refusals[part] = reason;
        return this;
    }

    public SlowWorld InMode(TradingMode mode)
    {
        Mode = Mode with { Mode = mode };
        Edge.Mode = mode;
        return this;
    }

    /// <summary>A newer flip is taken, and the edge hears of it.</summary>
    public void Flip()
    {
        var mode = Mode.Mode == TradingMode.Btc ? TradingMode.Gold : TradingMode.Btc;
        Mode = new ModeState(mode, Math.Max(Mode.Epoch, Edge.Epoch) + 1, Now, "newer", "newer");
        (Edge.Mode, Edge.Epoch) = (mode, Mode.Epoch);
    }

    /// <summary>The venues are so much further in time than the workflows believe.</summary>
    public void Age(TimeSpan by) => Accounts.Ahead = by;

    public Amount At(string place, string asset) => Ledger.Total(place, new Asset(asset));

    public int AlertsOf(AlertLevel level) => Alerts.Count(alert => alert.Level == level);

    public override string Demand()
    {
        Accounts.Advance(Now);
        Ledger.Expire(Now);
        Assert.All(Accounts.Submitted, withdrawal => Assert.Equal((withdrawal.Key, 1), (withdrawal.Key, withdrawal.Value)));
        Assert.Empty(_claims);
        foreach (var (asset, sum) in Ledger.Sums())
            Assert.Equal((asset, _opening.GetValueOrDefault(asset) + Edge.Changes.GetValueOrDefault(asset)), (asset, sum));
        if (!IsLeftToAPerson)
        {
            Assert.Empty(Ledger.Claims);
            Assert.Equal(TruePlaces(), Ledger.ToString());
        }

        return $"{Ledger}\n{string.Join('\n', Alerts)}\n{string.Join('\n', Costs)}\n{WorkflowJson.Write(Seats)}\n{WorkflowJson.Write(Targets)}\n{Sweeps}\n{Mode}";
    }

    /// <summary>As the venues have it, in the ledger's words.</summary>
    private string TruePlaces()
    {
        var places = new SortedDictionary<(string Place, string Asset), Amount>();
        foreach (var venue in Accounts.Funding.Venues)
        {
            foreach (var wallet in Accounts.Balances(venue).Where(wallet => wallet.Amount.Sign != 0))
                places[(wallet.Wallet == "trading" ? venue.Name : $"{wallet.Wallet}:{venue}", wallet.Asset.Code)] = wallet.Amount;
        }

        if (Pool is { } pool)
        {
            foreach (var (place, asset, amount) in new[] { (IdleWorkflow.Wallet, WorldPool.Dollar, pool.InWallet), (IdleWorkflow.Wallet, WorldPool.Coin, pool.Coins), ("lent:aave", WorldPool.Dollar, pool.Supplied) })
            {
                if (amount.Sign != 0)
                    places[(place, asset.Code)] = amount;
            }
        }

        foreach (var asset in Market.Prices.Keys.Where(code => Accounts.Funding.ColdWallet(new Asset(code)).Sign > 0))
            places[("cold:wallet", asset)] = Accounts.Funding.ColdWallet(new Asset(asset));
        return string.Join('\n', places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Key.Place} {place.Key.Asset} {place.Value}")));
    }

    private static bool Counts(Dictionary<string, int> what, string id)
    {
        foreach (var (part, left) in what)
        {
            if (left == 0 || !id.Contains(part, StringComparison.Ordinal))
                continue;
            what[part] = left - 1;
            return true;
        }

        return false;
    }

    private void AddActivities()
    {
        Answer(EdgeActivities.Send, (_, command) => Send(command));
        Answer(AlertActivities.Tell, (_, alert) => Kept(() => Alerts.Add(alert)));
        Answer(SettingsActivities.Read, (_, _) => Settings);
        Answer(TargetActivities.Read, (_, _) => Targets);
        Answer(TargetActivities.Keep, (_, book) => Kept(() => Targets = book));
        Answer(ModeActivities.Read, (_, _) => Mode);
        Answer(ModeActivities.Accept, (_, request) =>
        {
            (Mode, var decision) = Mode.Take(request);
            return decision;
        });
        Answer(ClaimActivities.Take, (_, claim) => Take(claim));
        Answer(ClaimActivities.Give, (_, claim) => Kept(() => Give(claim)));
        Answer(SeatActivities.Read, (_, _) => Seats);
        Answer(SeatActivities.Keep, (_, book) => Kept(() => Seats = book));
        Answer(SweepActivities.Read, (_, _) => Sweeps);
        Answer(SweepActivities.Keep, (_, book) => Kept(() => Sweeps = book));
        Answer(FundingActivities.TrailingYear, (_, _) => Year);
        Answer(FundingActivities.Remember, (_, cost) => Kept(() => Costs.Add(cost)));
        Answer(FundingActivities.Addresses, (_, of) => Accounts.Addresses(of));
        Answer(IdleActivities.Read, (_, _) => Pool?.Read());
        Answer(IdleActivities.Supply, (_, order) => Pool!.Supply(order, Now));
        Answer(IdleActivities.Withdraw, (_, order) => Pool!.Withdraw(order, Now));
        Ask(FundingActivities.Networks, Accounts.Networks);
        Ask(FundingActivities.Withdraw, Accounts.Withdraw);
        Ask(FundingActivities.FindWithdrawal, Accounts.Find);
        Ask(FundingActivities.Deposits, Accounts.Deposits);
        Ask(FundingActivities.Balances, Accounts.Balances);
        Ask(FundingActivities.Fees, Accounts.Fees);
        Ask(SeatActivities.Offers, _ => Accounts.Offers());
        Ask(SeatActivities.Stake, Accounts.Stake);
        Ask(SeatActivities.Unstake, Accounts.Unstake);
        Ask(SeatActivities.Find, Accounts.FindStake);
    }

    private void Ask<TIn, TOut>(Activity<TIn, TOut> activity, Func<TIn, TOut> ask) => Answer(activity, (_, input) =>
    {
        Accounts.Advance(Now);
        return ask(input);
    });

    private static Done Kept(Action keeps)
    {
        keeps();
        return Arbit.Workflows.Done.It;
    }

    private bool Take(Claim claim)
    {
        if (_claims.TryGetValue(claim.Name, out var held) && held.Owner != claim.Owner && held.Until > Now)
            return false;
        _claims[claim.Name] = claim;
        return true;
    }

    private void Give(Claim claim)
    {
        if (_claims.TryGetValue(claim.Name, out var held) && held.Owner == claim.Owner)
            _claims.Remove(claim.Name);
    }

    private Done Send(EdgeCommand command)
    {
        Accounts.Advance(Now);
        if (_before.FindIndex(before => command.Id.Contains(before.Part, StringComparison.Ordinal)) is var at && at >= 0)
        {
            var happens = _before[at].Happens;
            _before.RemoveAt(at);
            happens();
        }

        if (Counts(_lost, command.Id))
            return Arbit.Workflows.Done.It;
        var answer = Edge.Do(command, Now);
        Done.Add(command);
        if (!Counts(_unheard, command.Id) && command.ReplyTo is { } instance)
            Post(new ScriptedMail(host => host.RaiseAsync<EdgeFact>(instance, CommandAnswer.EventOf(command.Id), answer, default)), command is Trade ? TradeTakes : TimeSpan.Zero);
        return Arbit.Workflows.Done.It;
    }
}

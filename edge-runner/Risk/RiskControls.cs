using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Risk;

/// <summary>
/// Everything beside the executor that says whether, and how large, a new cycle may begin: small gates, each with its own reason
/// and its own way back. It only ever refuses; what is open is managed whatever stands here.
/// </summary>
public sealed class RiskControls
{
    private readonly PairPauses? _pauses;
    private readonly VenueBreaker? _breaker;
    private readonly OrderPacing? _pacing;
    private readonly OpenWallets? _wallets;
    private readonly AccountGate? _accounts;
    private readonly List<ITradeGate> _gates = [];
    private readonly List<IStopSource> _sources = [];

    /// <param name="settings">What is on.</param>
    /// <param name="notional">The most that a cycle may spend, in dollars.</param>
    /// <param name="instruments">By their index.</param>
    /// <param name="paths">By their id.</param>
    /// <param name="book">What is held and open.</param>
    /// <param name="rates">What it is worth.</param>
    /// <param name="capital">Everything but the cold wallet, in dollars.</param>
    /// <param name="audit">Told of each pause.</param>
    public RiskControls(
        RiskSettings settings,
        Exact notional,
        IReadOnlyList<TradedInstrument> instruments,
        IReadOnlyList<CyclePath> paths,
        TradeBook book,
        IRates rates,
        Func<Amount> capital,
        IAudit audit)
    {
        KillSwitch = new KillSwitch(settings);
        StopPnl = new StopPnl(settings.StopPnl);
        Fuel = settings.Fuel is { } fuel ? new Fuel(fuel, book, rates, capital) : null;
        var inventory = settings.InventoryCaps.Count > 0 ? new InventoryCaps(settings.InventoryCaps, book, rates) : null;
        _pauses = Add(settings.PairPause is { } pauses ? new PairPauses(pauses, instruments, audit) : null);
        _breaker = Add(settings.VenueBreaker is { } breaker ? new VenueBreaker(breaker, instruments, book, audit) : null);
        _pacing = Add(settings.Pacing is { } pacing ? new OrderPacing(pacing, instruments, book) : null);
        _wallets = Add(settings.RequireOpenWallets ? new OpenWallets(paths, settings.Wallets) : null);
        if (settings.RequireKnownFees)
            _gates.Add(new KnownFees());
        _accounts = Add(settings.Accounts is { } accounts ? new AccountGate(accounts, book.Sent, rates) : null);
        if (inventory is not null)
            _sources.Add(inventory);
        var caps = new ISizeCap?[] { Fuel, inventory, _accounts }.OfType<ISizeCap>().ToList();
        if (caps.Count == 0)
            return;
        var all = new SizeCaps(caps, notional);
        _gates.Add(all);
        SizeCap = all;
    }

    public KillSwitch KillSwitch { get; }

    public StopPnl StopPnl { get; }

    /// <summary>Null where the capital is not divided.</summary>
    public Fuel? Fuel { get; }

    public IReadOnlyList<ITradeGate> Gates => _gates;

    /// <summary>Null where nothing caps a size beyond what is configured.</summary>
    public ISizeCap? SizeCap { get; }

    public void OnTop(TradedInstrument traded, long now) => _pauses?.OnTop(traded, now);

    public void OnBroken(TradedInstrument traded, long now) => _pauses?.OnBroken(traded, now);

    public void OnOrderEnded(Order order, long now)
    {
        _breaker?.OnEnded(order, now);
        _pacing?.OnEnded(order);
    }

    public void OnWallets(IReadOnlyList<WalletStatus> statuses) => _wallets?.Take(statuses);

    public void OnStanding(AccountStanding standing) => _accounts?.Take(standing);

    public void OnTimer(long now)
    {
        _breaker?.OnTimer(now);
        Fuel?.OnTimer(now);
    }

    /// <summary>Everything that rests now, but for the state of trading itself.</summary>
    public IEnumerable<Stop> StopsAt(long now) => _sources.SelectMany(source => source.StopsAt(now));

    private T? Add<T>(T? gate)
        where T : class, ITradeGate, IStopSource
    {
        if (gate is null)
            return null;
        _gates.Add(gate);
        _sources.Add(gate);
        return gate;
    }
}

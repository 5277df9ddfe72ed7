using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>
/// Wallets that venues suspend for some minutes (lesson L26): all of a coin's networks at one venue, in, out or both. What a venue
/// says of them outlives the process, so each new one is told what is closed.
/// </summary>
internal sealed class WalletFaults
{
    private const int EveryMinutes = 10;
    private const string Networks = "all";

    private readonly SeededRandom _random;
    private readonly FaultTimer _suspend;
    private readonly Tally _tally;
    private readonly List<(Venue Venue, Asset Asset)> _wallets;
    private readonly List<(WalletStatus Status, DateTimeOffset Until)> _closed = [];

    /// <param name="plan">Whether there are any, and of which coins.</param>
    /// <param name="seed">Its own, so that whatever else goes wrong goes wrong at the same times with and without these.</param>
    /// <param name="start">From when on.</param>
    /// <param name="tally">Where they are counted.</param>
    public WalletFaults(EpisodePlan plan, ulong seed, DateTimeOffset start, Tally tally)
    {
        _tally = tally;
        _random = new SeededRandom(seed);
        _suspend = new FaultTimer(_random, start, plan.Has(SimulatedFaults.Wallets) ? TimeSpan.FromMinutes(EveryMinutes) : TimeSpan.Zero);
        _wallets = [.. plan.Listed.SelectMany((listed, source) => listed.Instruments.Select(item => (plan.Settings.Venues[source].Definition.Venue, item.Symbol.Base)).Distinct())];
    }

    /// <summary>What venues have to say that is new; empty for nothing.</summary>
    /// <param name="now">The market's time.</param>
    /// <param name="told">The same, as the bot's clock has it; Unix nanoseconds.</param>
    public List<WalletStatus> Look(DateTimeOffset now, long told)
    {
        var news = new List<WalletStatus>();
        foreach (var (status, _) in _closed.Where(closed => closed.Until <= now))
            news.Add(status with { DepositEnabled = true, WithdrawEnabled = true, AsOf = told });
        _closed.RemoveAll(closed => closed.Until <= now);
        if (_suspend.Strikes(now) && Suspend(now, told) is { } suspended)
            news.Add(suspended);
        return news;
    }

    /// <summary>What is closed now.</summary>
    public List<WalletStatus> Closed => [.. _closed.Select(closed => closed.Status)];

    /// <summary>A cycle whose coin could not come back: out of where it is bought, into where it is sold.</summary>
    public bool IsBarred(CycleOpened opened)
    {
        if (opened.Kind != PathKind.Cross || opened.Legs is not [var first, .., var last])
            return false;
        return _closed.Exists(closed => (!closed.Status.WithdrawEnabled && IsOf(closed.Status, first)) || (!closed.Status.DepositEnabled && IsOf(closed.Status, last)));
    }

    private static bool IsOf(WalletStatus status, RecordedLeg leg) => status.Venue == leg.Venue && status.Asset == leg.Symbol.Base;

    private WalletStatus? Suspend(DateTimeOffset now, long told)
    {
        var (venue, asset) = _wallets[(int)_random.Between(0, _wallets.Count - 1)];
        var which = _random.Between(0, 2);
        var until = now + TimeSpan.FromSeconds(_random.Between(120, 1_200));
        if (_closed.Exists(closed => closed.Status.Venue == venue && closed.Status.Asset == asset))
            return null;
        _tally.Count(FaultKind.SuspendedWallet);
        var status = new WalletStatus(venue, asset, Networks, DepositEnabled: which == 0, WithdrawEnabled: which == 1, told);
        _closed.Add((status, until));
        return status;
    }
}

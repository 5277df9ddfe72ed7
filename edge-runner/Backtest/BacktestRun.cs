using System.Globalization;
using Arbit.EdgeRunner.Backtest.Captures;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Faults;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Scanner;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Money;
using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Backtest;

/// <summary>
/// The whole bot over captured streams, in the captures' own time: what it would have decided, and what its orders would have met.
/// The same captures with the same settings come to the same decisions.
/// </summary>
public sealed class BacktestRun
{
    private const long Second = 1_000_000_000;

    /// <summary>A silence longer than this is passed over: nothing is under way any more by then.</summary>
    private const long LongestSilence = 60 * Second;

    /// <summary>What is open at the end gets so long to be closed.</summary>
    private const long Patience = 30 * Second;

    private readonly BacktestOptions _options;
    private readonly List<string> _assumptions = [];
    private readonly List<CaptureSurvey> _surveys = [];
    private ArbitSettings _settings = null!;
    private EngineAssembly _assembly = null!;
    private SteppedEngine _engine = null!;
    private BacktestWatch _watch = null!;

    private BacktestRun(BacktestOptions options) => _options = options;

    /// <exception cref="InvalidDataException">A capture is none, or there is nothing to trade in it; the message says what is wanted.</exception>
    /// <exception cref="InvalidSettingsException">What is configured cannot be run with.</exception>
    /// <exception cref="IOException">A capture cannot be read.</exception>
    public static BacktestOutcome Run(BacktestOptions options) => new BacktestRun(options).Run();

    private BacktestOutcome Run()
    {
        var prices = new DollarPrices(ArbitSettings.Read(_options.Options).Dollars);
        foreach (var path in _options.Captures)
            _surveys.Add(CaptureSurvey.Of(CaptureOpener.Open(path), prices));
        var listed = Listed();
        Configure(listed);
        _assumptions.AddRange(_surveys.SelectMany(survey => survey.Assumptions));

        var balances = new OpeningBalances(_options, _settings, prices.All()).Of(listed, _assumptions);
        var checkpoint = new Checkpoint(balances, [], Totals.None, TradingState.Active, "", "", 0, []);
        _assembly = new EngineAssembly(_settings, new SessionDescription(_settings.Options, 1, listed, checkpoint) { Candles = Candles() });
        using var audit = _assembly.Audit;

        // Chance is left out of what orders meet: what the captured books held is what counts.
        var faultless = PaperSettings.Faultless with { Seed = _settings.Paper.Seed, Latency = _settings.Paper.Latency, LatencySpread = _settings.Paper.LatencySpread };
        using var paper = new PaperVenue(faultless, path: null, CrashPlan.None, _assembly.Instruments, balances);
        var nothing = new NoSideEffects();

        // A capture holds no snapshot that could be fetched anew, so no book is given up for silence alone.
        var core = _assembly.Build(nothing, paper, nothing, _settings.Engine with { SilenceLimit = long.MaxValue, WatchesSubscriptions = false });
        SetSnapshotDepths();
        _engine = new SteppedEngine(core, paper);
        _watch = new BacktestWatch(core, _assembly.Shards, prices);
        _engine.TimePassed += _watch.OnTime;
        Assume();

        var opening = balances.Select(balance => (balance.Asset, balance.Amount)).ToList();
        var start = prices.Value(opening);
        var (from, until) = Drive();
        _watch.End();
        TellUnproven();
        return new BacktestOutcome(_surveys, _assumptions, from, until, core, _assembly, _watch, opening, start, audit.CurrentHash());
    }

    /// <summary>Of the first capture that tells days before it; without any the scanner has to be careful.</summary>
    private CandleHistory? Candles()
    {
        var candles = _surveys.Select(survey => survey.Capture.Candles).FirstOrDefault(history => history is not null);
        if (candles is null)
            _assumptions.Add("No daily candles come with the capture, so the Market Scanner counts as careful: a higher threshold and deeper books are asked for.");
        return candles;
    }

    /// <summary>Every instrument of every capture; of a venue that is in several, those of all.</summary>
    private List<ListedVenue> Listed()
    {
        var listed = _surveys
            .SelectMany(survey => survey.Listed)
            .GroupBy(venue => venue.Venue, StringComparer.Ordinal)
            .Select(venues => new ListedVenue(venues.Key, venues.SelectMany(venue => venue.Instruments).DistinctBy(item => item.Symbol).DistinctBy(item => item.VenueSymbol, StringComparer.Ordinal).OrderBy(item => item.Symbol).ToList()))
            .OrderBy(venue => venue.Venue, StringComparer.Ordinal)
            .ToList();
        return listed.Sum(venue => venue.Instruments.Count) == 0
            ? throw new InvalidDataException($"{string.Join(", ", _options.Captures)}: no frame there speaks of an instrument; look at a stream with 'arbit replay CAPTURE --venue VENUE'")
            : listed;
    }

    private void Configure(List<ListedVenue> listed)
    {
        var options = _options.Options;
        var accounts = options.Venues.ToDictionary(venue => venue.Name, StringComparer.Ordinal);
        var unknown = listed.Where(venue => !accounts.ContainsKey(venue.Venue)).Select(venue => venue.Venue).ToList();
        if (unknown.Count > 0)
            _assumptions.Add($"No account is configured at {string.Join(", ", unknown)}: a paper account, with a taker fee of {new VenueOptions().TakerBps} bps.");
        var idle = accounts.Keys.Except(listed.Select(venue => venue.Venue), StringComparer.Ordinal).ToList();
        if (idle.Count > 0)
            _assumptions.Add($"Not in a capture, so left out: the accounts at {string.Join(", ", idle)}.");
        options.Venues = listed.Select(venue => accounts.GetValueOrDefault(venue.Venue) ?? new VenueOptions { Name = venue.Venue }).ToArray();

        _settings = ArbitSettings.Read(options);
    }

    /// <summary>Snapshots of unknown depth prove their own range, and no more; of several captures of a venue, so do those that would prove most.</summary>
    private void SetSnapshotDepths()
    {
        foreach (var shard in _assembly.Shards)
            shard.Codec.SnapshotDepth = _surveys.SelectMany(survey => survey.Capture.Venues).Where(venue => venue.Name == shard.Name).Select(venue => venue.SnapshotDepth).Aggregate((a, b) => a == 0 || b == 0 ? 0 : Math.Max(a, b));
    }

    private void Assume()
    {
        var paper = _settings.Options.Paper;
        var fees = _settings.Venues.Select(venue => $"{venue.Definition.Name} {venue.Fees.Taker} bps in {(venue.Fees.PaidIn == Markets.FeeAsset.Quote ? "the quote asset" : "what is received")}");
        _assumptions.InsertRange(0,
        [
            "A back-test on paper fills: nobody else would have traded differently because of our orders, and no order was ever sent.",
            $"Orders are IOC limits and reach their venue {paper.LatencyMs} ms after the decision, and up to {paper.LatencySpreadMs} ms more (seed {paper.Seed}); answers come at once.",
            "They meet the book as it is then in the capture, where a frame counts from its receipt; at most what is displayed, level by level, never past their limit, never past what the book is proven to.",
            "What they take from a level is not there again until the venue shows another quantity there.",
            $"Fees, rounded up to eight decimals: {string.Join(", ", fees)}.",
            "No order is refused or lost by chance; every pair of a capture is traded, configured or not.",
            "A book is not given up for silence (no snapshot could be fetched anew), but quotes past the staleness limit are not traded on; one that breaks stays broken until its stream brings a snapshot.",
            $"What is open at the end is closed against the last books, for up to {Patience / Second} s.",
        ]);
    }

    private (long From, long Until) Drive()
    {
        var groups = CaptureGroup.Of(_surveys.Where(survey => survey.Frames > 0));
        if (groups.Count == 0)
            throw new InvalidDataException($"{string.Join(", ", _options.Captures)}: no frames");
        if (_surveys.Count > 1)
            _assumptions.Add(groups.Count == 1 ? "The captures overlap and share no venue: they are merged by receive time." : "The captures are run one after the other, in the order named (those that overlap and share no venue, merged by receive time), on one ledger; between them every connection is lost and the books begin anew.");
        _engine.Command(EngineAction.Start, "a back-test begins", groups[0].From);
        foreach (var group in groups)
        {
            if (group != groups[0])
                Disconnect();
            Play(group, ShiftOf(group, isFirst: group == groups[0]));
        }

        var until = _engine.Now;
        _engine.Command(EngineAction.Stop, "the back-test ends", until);
        for (var left = Patience; left > 0 && _engine.Core.Book.Open.Count > 0; left -= Second)
            _engine.AdvanceTo(_engine.Now + Second);
        return (groups[0].From, until);
    }

    /// <summary>Told time never goes back: a capture that is older than the one before it follows right behind it.</summary>
    private long ShiftOf(CaptureGroup group, bool isFirst)
    {
        var shift = isFirst ? 0 : Math.Max(0, _engine.Now + Second - group.From);
        if (shift > 0)
            _assumptions.Add($"{string.Join(", ", group.Surveys.Select(survey => survey.Capture.Name))}: older than what is run before it, so its times are moved by {(shift / (double)Second).ToString("0.0", CultureInfo.InvariantCulture)} s.");
        return shift;
    }

    private void Play(CaptureGroup group, long shift)
    {
        using var tape = new MergedTape(group.Surveys.Select(survey => (survey.Capture.Open(), ToShards(survey))).ToList());
        while (tape.TryAdvance())
        {
            var time = tape.Time + shift;
            if (tape.Venue < 0)
                continue;
            if (time - _engine.Now > LongestSilence)
                PassOver(time);
            _engine.Process(tape.Kind, tape.Venue, Math.Max(time, _engine.Now), tape.Buffer, tape.Length);
        }
    }

    private void PassOver(long time)
    {
        _engine.AdvanceTo(_engine.Now + LongestSilence);
        _assumptions.Add($"Nothing was received for {((time - _engine.Now) / (double)Second).ToString("0", CultureInfo.InvariantCulture)} s after {Text(_engine.Now)}: passed over.");
        _engine.SkipTo(time);
        _watch.Skip(time);
    }

    private void TellUnproven()
    {
        var unproven = _assembly.Instruments.Where(traded => !traded.Book.IsUsable).Select(traded => $"{traded} ({traded.Book.Reason})").ToList();
        if (unproven.Count > 0)
            _assumptions.Add($"Not proven at the end, and not traded while they were not: {string.Join(", ", unproven)}.");
    }

    private Func<int, int> ToShards(CaptureSurvey survey)
    {
        var shards = survey.Capture.Venues.Select(venue => _assembly.Shards.FindIndex(shard => shard.Name == venue.Name)).ToArray();
        return venue => venue < shards.Length ? shards[venue] : -1;
    }

    private void Disconnect()
    {
        foreach (var shard in _assembly.Shards.Where(shard => shard.Connection is ConnectionState.Connected or ConnectionState.Subscribed))
            _engine.Process(EventKind.Connection, shard.Source, _engine.Now, [(byte)ConnectionState.Reconnecting], 1);
    }

    private static string Text(long time) => DateTimeOffset.UnixEpoch.AddTicks(time / 100).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

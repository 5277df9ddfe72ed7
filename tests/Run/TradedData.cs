using System.Threading.Channels;

namespace Arbit.Tests.Run;

/// <summary>A data directory of a run that trades as often as it can, and word of each record that its journal gets.</summary>
internal sealed class TradedData : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Journal.TemporaryDirectory _directory = new();
    private readonly FileSystemWatcher _watcher;
    private readonly Channel<bool> _changes = Channel.CreateUnbounded<bool>();

    public TradedData()
    {
        System.IO.Directory.CreateDirectory(Journal);
        _watcher = new FileSystemWatcher(Journal, "journal-*.log") { NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite };
        _watcher.Changed += (_, _) => _changes.Writer.TryWrite(true);
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>The venue beside Binance.</summary>
    public string Other { get; init; } = "kucoin";

    public string Root => _directory.Path;

    public string Data => _directory.File("data");

    public string Journal => Path.Combine(Data, "journal");

    public string PaperVenueLog => Path.Combine(Data, "paper-venue.log");

    public string Recording(string name) => _directory.File(name);

    /// <summary>
    /// Venues without fees, thresholds and rests, so that every tick may be traded; a paper venue that fills in part, refuses, and
    /// loses orders and answers; few instruments, so that a start is quick.
    /// </summary>
    /// <param name="seed">Of market and paper venue; another for each run, or each would trade the same first and run out of it.</param>
    /// <param name="more">What else to say.</param>
    public string[] Arguments(int seed, params string[] more) =>
    [
        "run", "--data", Data, "--port", $"{ArbitProcess.FreePort()}", "--venue", "binance", "--venue", Other,
        "--set", $"Simulation:Seed={seed}", "--set", $"Paper:Seed={seed}",
        .. Settings.SelectMany(setting => (string[])["--set", setting]),
        .. more,
    ];

    private static string[] Settings =>
    [
        "Assets:2=USDT", "Assets:3=USDC", "Assets:4=USDT", "Assets:5=USDT", "Assets:6=USDT", "Assets:7=USDC",
        "Venues:0:TakerBps=1", "Venues:1:TakerBps=1", "Venues:2:TakerBps=1", "NetThresholdBps:Cross=0.01", "NetThresholdBps:Triangular=0.01",
        "NotionalPerTradeUsd=25", "CrossCycleSeconds=0", "TriangularCycleSeconds=0",
        "MaxFailuresInRow=1000000", "MaxDailyLossBps=10000",
        "Risk:StopPnlUsd=0", "Risk:OrderFailures=10000", "Risk:MaxDesyncs=10000",
        "Paper:LatencyMs=2", "Paper:LatencySpreadMs=10", "Paper:PartialPerMille=200", "Paper:RejectPerMille=50",
        "Paper:LostAnswerPerMille=30", "Paper:LostOrderPerMille=30",
        "Paper:FillAfterEndPerMille=0", "Paper:LookUpMissesPerMille=0",
        "Simulation:DislocationsPerMinute=60",
    ];

    /// <summary>All that the program had is gone; what the venue has is not.</summary>
    public void LoseDisk()
    {
        foreach (var folder in System.IO.Directory.GetDirectories(Data))
            System.IO.Directory.Delete(folder, recursive: true);
        foreach (var file in System.IO.Directory.GetFiles(Data).Where(file => file != PaperVenueLog))
            File.Delete(file);
    }

    /// <summary>Forgets what was written until now.</summary>
    public void Mark()
    {
        while (_changes.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>Until the journal has been seen to change so many times since the mark.</summary>
    public async Task ChangedAsync(ArbitProcess arbit, int times)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var i = 0; i < times; i++)
        {
            try
            {
                await _changes.Reader.ReadAsync(patience.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"the journal changed {i} times and not {times}; the program says {await RunningState.TextAsync(arbit)}", e);
            }
        }
    }

    public void Dispose()
    {
        _watcher.Dispose();
        _directory.Dispose();
    }
}

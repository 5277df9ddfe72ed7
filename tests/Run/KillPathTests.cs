using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Run;

namespace Arbit.Tests.Run;

/// <summary>L28: halting needs no page, no port, no database and nobody who reports; what it came to is in the journal.</summary>
public sealed class KillPathTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TradedData _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_file_halts_where_no_page_is_served_and_the_database_cannot_be_written()
    {
        // A directory where the database should be: every write of the history fails.
        Directory.CreateDirectory(Path.Combine(_data.Data, "history.db"));
        var settings = SettingsReader.Read(new SettingsOverrides("simulated", ["binance", "kucoin"], _data.Data, null, ["NetThresholdBps:Cross=9999", "NetThresholdBps:Triangular=9999"]));
        await using (var run = await PaperRun.StartAsync(new RunOptions(settings, null), TimeProvider.System, CancellationToken.None))
        {
            await File.WriteAllTextAsync(Path.Combine(_data.Data, HaltRequests.FileName), "");
            using var patience = new CancellationTokenSource(Patience);
            while (run.State.Current.Trading.State != TradingStateView.Halted)
            {
                patience.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            Assert.Null(run.Failure);
        }

        Assert.Equal((TradingState.Halted, "a file named HALT lies in the data directory"), Halted());
    }

    [SkippableFact]
    public async Task The_signal_halts_a_running_program()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "USR1 is taken on Linux only.");
        using (var arbit = ArbitProcess.Start(_data.Arguments(1)))
        {
            await arbit.AnnouncedAsync();
            arbit.Signal(10);
            var halted = await RunningState.OfAsync(arbit, state => state.GetProperty("trading").GetProperty("state").GetString() == "halted");
            var stop = Assert.Single(halted.GetProperty("stops").EnumerateArray(), stop => stop.GetProperty("scope").GetString() == "everything");
            Assert.Equal("the signal USR1 asked for it", stop.GetProperty("reason").GetString());
            Assert.Equal("when a person resumes", stop.GetProperty("resumes").GetString());
            arbit.Terminate();
            Assert.Equal(0, await arbit.EndAsync());
        }

        Assert.Equal(TradingState.Halted, Halted().State);
    }

    private (TradingState State, string Reason) Halted()
    {
        using var journal = IntentJournal.Start(_data.Journal);
        var last = journal.Recovered.Select(record => RecordCodec.Decode<JournalRecord>(record)).OfType<TradingChanged>().Last();
        return (last.State, last.Reason);
    }
}
